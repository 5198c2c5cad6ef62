//! MT19937 (Matsumoto and Nishimura, 1998; the initialisation of 2002).

use crate::bigint::Int;
use dashu_int::{IBig, UBig};
use std::fmt;

/// Words of state; `getstate` has the index after them.
pub const STATE_WORDS: usize = 624;
const MIDDLE: usize = 397;
const MATRIX: u32 = 0x9908_B0DF;
const UPPER: u32 = 0x8000_0000;

/// A generator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Random {
    state: Box<[u32; STATE_WORDS]>,
    index: usize,
}

/// `ValueError`: the index of a state is larger than the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidState;

impl fmt::Display for InvalidState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("invalid state")
    }
}

impl std::error::Error for InvalidState {}

impl Random {
    /// Seeds a generator from the words of an int: CPython's `init_by_array`. An empty key counts as one zero word.
    #[must_use]
    pub fn from_words(key: &[u32]) -> Self {
        let key = if key.is_empty() { &[0] } else { key };
        let mut random = Random::from_word(19_650_218);
        let state = &mut *random.state;
        let (mut i, mut j) = (1, 0);
        let advance = |state: &mut [u32; STATE_WORDS], i: &mut usize| {
            *i += 1;
            if *i == STATE_WORDS {
                state[0] = state[STATE_WORDS - 1];
                *i = 1;
            }
        };
        let mixed = |state: &[u32; STATE_WORDS], i: usize, factor: u32| {
            let previous = state[i - 1];
            state[i] ^ (previous ^ previous >> 30).wrapping_mul(factor)
        };
        for _ in 0..STATE_WORDS.max(key.len()) {
            state[i] = mixed(state, i, 1_664_525).wrapping_add(key[j]).wrapping_add(j as u32);
            advance(state, &mut i);
            j = (j + 1) % key.len();
        }
        for _ in 1..STATE_WORDS {
            state[i] = mixed(state, i, 1_566_083_941).wrapping_sub(i as u32);
            advance(state, &mut i);
        }
        state[0] = UPPER;
        random
    }

    fn from_word(seed: u32) -> Self {
        let mut state = Box::new([0; STATE_WORDS]);
        state[0] = seed;
        for i in 1..STATE_WORDS {
            let previous = state[i - 1];
            state[i] = (previous ^ previous >> 30).wrapping_mul(1_812_433_253).wrapping_add(i as u32);
        }
        Random { state, index: STATE_WORDS }
    }

    /// The state words and the index, as `getstate` has them.
    #[must_use]
    pub fn state(&self) -> (&[u32; STATE_WORDS], usize) {
        (&self.state, self.index)
    }

    /// Takes a state that `getstate` gave.
    pub fn set_state(&mut self, words: &[u32; STATE_WORDS], index: usize) -> Result<(), InvalidState> {
        if index > STATE_WORDS {
            return Err(InvalidState);
        }
        *self.state = *words;
        self.index = index;
        Ok(())
    }

    /// The next 32 random bits.
    #[inline]
    pub fn next_u32(&mut self) -> u32 {
        if self.index >= STATE_WORDS {
            self.refill();
        }
        let mut word = self.state[self.index];
        self.index += 1;
        word ^= word >> 11;
        word ^= word << 7 & 0x9D2C_5680;
        word ^= word << 15 & 0xEFC6_0000;
        word ^ word >> 18
    }

    #[cold]
    fn refill(&mut self) {
        let state = &mut *self.state;
        for i in 0..STATE_WORDS {
            let bits = (state[i] & UPPER) | (state[(i + 1) % STATE_WORDS] & !UPPER);
            let odd = if bits & 1 == 1 { MATRIX } else { 0 };
            state[i] = state[(i + MIDDLE) % STATE_WORDS] ^ bits >> 1 ^ odd;
        }
        self.index = 0;
    }

    /// `random()`: a float in `[0, 1)` with 53 random bits.
    #[inline]
    pub fn random(&mut self) -> f64 {
        let high = f64::from(self.next_u32() >> 5);
        let low = f64::from(self.next_u32() >> 6);
        (high * 67_108_864.0 + low) * (1.0 / 9_007_199_254_740_992.0)
    }

    /// `getrandbits(bits)` for up to 64 bits.
    #[inline]
    pub fn bits_u64(&mut self, bits: u32) -> u64 {
        match bits {
            0 => 0,
            1..=32 => u64::from(self.next_u32() >> (32 - bits)),
            _ => {
                let low = u64::from(self.next_u32());
                let high = u64::from(self.next_u32() >> (64 - bits.min(64)));
                high << 32 | low
            }
        }
    }

    /// `getrandbits(bits)`. A negative number of bits is the caller's `ValueError`: "number of bits must be
    /// non-negative".
    pub fn bits(&mut self, bits: usize) -> Int {
        if bits <= 64 {
            return Int::from(self.bits_u64(bits as u32));
        }
        let mut bytes = Vec::with_capacity(bits.div_ceil(32) * 4);
        let mut left = bits;
        while left > 0 {
            let word = self.next_u32() >> (32 - left.min(32));
            bytes.extend(word.to_le_bytes());
            left = left.saturating_sub(32);
        }
        Int::from(IBig::from(UBig::from_le_bytes(&bytes)))
    }

    /// A number below `bound`, drawn as `random.Random._randbelow` draws it; 0 for a bound of 0.
    #[inline]
    pub fn below(&mut self, bound: u64) -> u64 {
        if bound == 0 {
            return 0;
        }
        let bits = u64::BITS - bound.leading_zeros();
        loop {
            let drawn = self.bits_u64(bits);
            if drawn < bound {
                return drawn;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{bytes_to_seed, words_of_big, words_of_i64};
    use super::*;

    fn seeded(seed: i64) -> Random {
        Random::from_words(&words_of_i64(seed))
    }

    #[test]
    fn values_of_cpython() {
        let mut random = seeded(0);
        assert_eq!(random.random(), 0.8444218515250481);
        for _ in 1..700 {
            random.random();
        }
        assert_eq!(random.random(), 0.6380736282281027);
        assert_eq!(random.bits_u64(7), 22);
        assert_eq!(random.bits_u64(33), 5295970297);
        assert_eq!(random.bits(64), Int::from(11298755344285220266u64));
        let mut random = seeded(1);
        assert_eq!(random.random(), 0.13436424411240122);
        for _ in 1..700 {
            random.random();
        }
        assert_eq!(random.random(), 0.0601840957099572);
        assert_eq!(random.bits_u64(7), 119);
        assert_eq!(random.bits_u64(33), 7679247727);
        assert_eq!(random.bits(64), Int::from(6449253721978104913u64));
        let mut random = seeded(-42);
        assert_eq!(random.random(), 0.6394267984578837);
        for _ in 1..700 {
            random.random();
        }
        assert_eq!(random.random(), 0.6476347234024807);
        assert_eq!(random.bits_u64(7), 116);
        assert_eq!(random.bits_u64(33), 5435850074);
        assert_eq!(random.bits(64), Int::from(1317279037368408296u64));
        let mut random = seeded(1099511627783);
        assert_eq!(random.random(), 0.6137037779936511);
        for _ in 1..700 {
            random.random();
        }
        assert_eq!(random.random(), 0.9318055832935341);
        assert_eq!(random.bits_u64(7), 39);
        assert_eq!(random.bits_u64(33), 4169753969);
        assert_eq!(random.bits(64), Int::from(10029801252159178925u64));
        let mut random = seeded(5);
        let big = |text: &str| Int::from(text.parse::<IBig>().expect("a number"));
        assert_eq!(random.bits(100), big("454911232961676339139289971781"));
        assert_eq!(random.bits(128), big("286351342250401058177601183925669056055"));
        let drawn: Vec<u64> = (0..5).map(|_| random.below(10)).collect();
        assert_eq!(drawn, [8, 0, 7, 3, 0]);
        assert_eq!(random.below(1_000_000_000_000_000_000), 180837265405209147);
    }

    #[test]
    fn seeds_of_cpython() {
        let first = |seed: &IBig| Random::from_words(&words_of_big(seed)).random();
        assert_eq!(first(&IBig::from(10).pow(100)), 0.7319141759120473);
        assert_eq!(first(&-IBig::from(10).pow(100)), 0.7319141759120473);
        assert_eq!(first(&IBig::ZERO), seeded(0).random());
        assert_eq!(first(&bytes_to_seed("hello é".as_bytes())), 0.7207119592128395);
        assert_eq!(first(&bytes_to_seed(b"\xff\0")), 0.9206275108721917);
        assert_eq!(first(&bytes_to_seed(b"")), 0.9602256525641875);
        let hash = crate::hash::hash_f64(1.5).expect("finite");
        assert_eq!(seeded(hash).random(), 0.551763726942059);
    }

    #[test]
    fn state_round_trips() {
        let mut random = seeded(1);
        random.next_u32();
        let (words, index) = (*random.state().0, random.state().1);
        assert_eq!(index, 1);
        let mut other = seeded(2);
        assert_eq!(other.set_state(&words, index), Ok(()));
        assert_eq!(other.next_u32(), random.next_u32());
        assert_eq!(other.set_state(&words, 625), Err(InvalidState));
    }
}
