//! Hashes of texts and bytes: SipHash-1-3 under a key that `PYTHONHASHSEED` chooses.

use crate::wtf8::Wtf8;
use std::fmt;
use std::hash::{BuildHasher, RandomState};

/// The key of a process's text hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashKey {
    k0: u64,
    k1: u64,
}

/// `PYTHONHASHSEED` is neither "random" nor an unsigned 32-bit number; start-up fails with this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashSeedError;

impl fmt::Display for HashSeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]")
    }
}

impl std::error::Error for HashSeedError {}

impl HashKey {
    /// A key that nobody can guess.
    #[must_use]
    pub fn random() -> Self {
        // The standard library seeds this state from the operating system.
        let state = RandomState::new();
        HashKey { k0: state.hash_one(0u8), k1: state.hash_one(1u8) }
    }

    /// CPython's key for a seed; 0 switches the randomness off.
    #[must_use]
    pub fn from_seed(seed: u32) -> Self {
        if seed == 0 {
            return HashKey { k0: 0, k1: 0 };
        }
        let mut state = seed;
        let mut next = || {
            (0..8).fold(0u64, |word, index| {
                state = state.wrapping_mul(214_013).wrapping_add(2_531_011);
                word | u64::from(state >> 16 & 0xFF) << (8 * index)
            })
        };
        let k0 = next();
        HashKey { k0, k1: next() }
    }

    /// The key for a value of `PYTHONHASHSEED`; `None` and an empty value mean random.
    pub fn from_environment(value: Option<&str>) -> Result<Self, HashSeedError> {
        match value {
            None | Some("" | "random") => Ok(HashKey::random()),
            Some(seed) => seed.parse().map(HashKey::from_seed).map_err(|_| HashSeedError),
        }
    }

    /// `hash(bytes)`.
    #[must_use]
    pub fn hash_bytes(self, data: &[u8]) -> i64 {
        if data.is_empty() {
            return 0;
        }
        let hash = sip_1_3(self.k0, self.k1, data) as i64;
        if hash == -1 { -2 } else { hash }
    }

    /// `hash(str)`. Like CPython, it hashes the narrowest of one, two or four bytes per character that takes them
    /// all.
    #[must_use]
    pub fn hash_str(self, text: Wtf8<'_>) -> i64 {
        if text.is_ascii() {
            return self.hash_bytes(text.as_bytes());
        }
        let widest = text.chars().max().unwrap_or(0);
        let mut units = Vec::with_capacity(text.as_bytes().len() * 2);
        for point in text.chars() {
            let bytes = point.to_le_bytes();
            units.extend_from_slice(match widest {
                0..0x100 => &bytes[..1],
                0x100..0x1_0000 => &bytes[..2],
                _ => &bytes,
            });
        }
        self.hash_bytes(&units)
    }

    /// `hash(str)` for a text that is known to be ASCII.
    #[inline]
    #[must_use]
    pub fn hash_ascii(self, text: &[u8]) -> i64 {
        debug_assert!(text.is_ascii());
        self.hash_bytes(text)
    }
}

/// SipHash with one round per word and three to finish (Aumasson and Bernstein, 2012).
fn sip_1_3(k0: u64, k1: u64, data: &[u8]) -> u64 {
    let mut state = [
        k0 ^ 0x736f_6d65_7073_6575,
        k1 ^ 0x646f_7261_6e64_6f6d,
        k0 ^ 0x6c79_6765_6e65_7261,
        k1 ^ 0x7465_6462_7974_6573,
    ];
    let (words, tail) = data.as_chunks::<8>();
    for word in words {
        let word = u64::from_le_bytes(*word);
        state[3] ^= word;
        round(&mut state);
        state[0] ^= word;
    }
    let mut last = [0; 8];
    last[..tail.len()].copy_from_slice(tail);
    last[7] = data.len() as u8;
    let last = u64::from_le_bytes(last);
    state[3] ^= last;
    round(&mut state);
    state[0] ^= last;
    state[2] ^= 0xFF;
    for _ in 0..3 {
        round(&mut state);
    }
    state.into_iter().fold(0, |hash, word| hash ^ word)
}

#[inline]
fn round([v0, v1, v2, v3]: &mut [u64; 4]) {
    *v0 = v0.wrapping_add(*v1);
    *v2 = v2.wrapping_add(*v3);
    *v1 = v1.rotate_left(13) ^ *v0;
    *v3 = v3.rotate_left(16) ^ *v2;
    *v0 = v0.rotate_left(32);
    *v2 = v2.wrapping_add(*v1);
    *v0 = v0.wrapping_add(*v3);
    *v1 = v1.rotate_left(17) ^ *v2;
    *v3 = v3.rotate_left(21) ^ *v0;
    *v2 = v2.rotate_left(32);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_cpython() {
        for (seed, text, hash) in [
            (0, "", 0),
            (0, "a", 4644417185603328019),
            (0, "abcdefgh", 4574395652268504554),
            (0, "hello world, hello", 6321610311974674607),
            (0, "é", 6047309291227476195),
            (0, "aé€", -5681234222116292567),
            (0, "a😀b", -7541021549821082252),
            (42, "", 0),
            (42, "a", -123207753977932514),
            (42, "abcdefgh", -5457871895989710762),
            (42, "hello world, hello", 6337082396787517172),
            (42, "é", 5653850369683463245),
            (42, "aé€", 3592343466990878938),
            (42, "a😀b", -442408024865449883),
            (4294967295, "", 0),
            (4294967295, "a", -5989683813037840249),
            (4294967295, "abcdefgh", 3424456984880118976),
            (4294967295, "hello world, hello", -6871685735539944505),
            (4294967295, "é", -5741392403324874290),
            (4294967295, "aé€", 4161163217642710163),
            (4294967295, "a😀b", 4703360681700203038),
        ] {
            assert_eq!(HashKey::from_seed(seed).hash_str(Wtf8::from(text)), hash, "{seed} {text}");
        }
    }

    #[test]
    fn seeds() {
        assert_ne!(HashKey::random(), HashKey::random());
        assert_eq!(HashKey::from_environment(Some("42")), Ok(HashKey::from_seed(42)));
        assert_eq!(HashKey::from_environment(Some("4294967296")), Err(HashSeedError));
        assert_eq!(HashKey::from_environment(Some("-1")), Err(HashSeedError));
        assert!(HashKey::from_environment(Some("random")).is_ok());
    }
}
