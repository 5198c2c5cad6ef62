//! From a seed to the key words of the generator.

use dashu_int::{IBig, ops::UnsignedAbs};
use sha2::{Digest, Sha512};

/// The key of an int seed: its absolute value in 32-bit words, the lowest first; one word at least.
///
/// Other hashable seeds use their hash, read as an unsigned number: pass it through `as u64` to [`words_of_u64`].
#[must_use]
pub fn words_of_i64(seed: i64) -> Vec<u32> {
    words_of_u64(seed.unsigned_abs())
}

/// The key of an unsigned seed.
#[must_use]
pub fn words_of_u64(seed: u64) -> Vec<u32> {
    let (low, high) = (seed as u32, (seed >> 32) as u32);
    if high == 0 { vec![low] } else { vec![low, high] }
}

/// The key of a big int seed.
#[must_use]
pub fn words_of_big(seed: &IBig) -> Vec<u32> {
    let bytes = seed.unsigned_abs().to_le_bytes();
    let words = bytes.chunks(4).map(|chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        u32::from_le_bytes(word)
    });
    let words: Vec<u32> = words.collect();
    if words.is_empty() { vec![0] } else { words }
}

/// `random.seed` of text (in UTF-8) or bytes, version 2: the int that the bytes and their SHA-512 digest spell,
/// big-endian.
#[must_use]
pub fn bytes_to_seed(data: &[u8]) -> IBig {
    let mut bytes = data.to_vec();
    bytes.extend_from_slice(&Sha512::digest(data));
    IBig::from(dashu_int::UBig::from_be_bytes(&bytes))
}
