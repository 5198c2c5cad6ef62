//! Hashes of containers from the hashes of what they hold.

const PRIME_1: u64 = 11_400_714_785_074_694_791;
const PRIME_2: u64 = 14_029_467_366_897_019_727;
const PRIME_5: u64 = 2_870_177_450_012_600_261;

/// `hash(tuple)`: xxHash over the hashes of the items, in order.
#[derive(Clone, Debug)]
pub struct TupleHasher {
    state: u64,
    count: u64,
}

impl Default for TupleHasher {
    fn default() -> Self {
        TupleHasher::new()
    }
}

impl TupleHasher {
    /// Starts a tuple.
    #[inline]
    #[must_use]
    pub const fn new() -> Self {
        TupleHasher { state: PRIME_5, count: 0 }
    }

    /// Takes the hash of the next item.
    #[inline]
    pub const fn add(&mut self, item: i64) {
        self.state = self.state.wrapping_add((item as u64).wrapping_mul(PRIME_2)).rotate_left(31).wrapping_mul(PRIME_1);
        self.count += 1;
    }

    /// The hash of the tuple.
    #[inline]
    #[must_use]
    pub const fn finish(&self) -> i64 {
        let hash = self.state.wrapping_add(self.count ^ (PRIME_5 ^ 3_527_539));
        if hash == u64::MAX { 1_546_275_796 } else { hash as i64 }
    }

    /// The hash of a slice: that of its three parts, without the count.
    #[inline]
    #[must_use]
    pub const fn finish_uncounted(&self) -> i64 {
        if self.state == u64::MAX { 1_546_275_796 } else { self.state as i64 }
    }
}

/// `hash(frozenset)`: the same for every order of the items.
#[derive(Clone, Debug, Default)]
pub struct FrozenSetHasher {
    state: u64,
    count: u64,
}

impl FrozenSetHasher {
    /// Starts a set.
    #[must_use]
    pub const fn new() -> Self {
        FrozenSetHasher { state: 0, count: 0 }
    }

    /// Takes the hash of an item.
    pub const fn add(&mut self, item: i64) {
        let hash = item as u64;
        self.state ^= ((hash ^ 89_869_747) ^ (hash << 16)).wrapping_mul(3_644_798_167);
        self.count += 1;
    }

    /// The hash of the set.
    #[must_use]
    pub const fn finish(&self) -> i64 {
        let mut hash = self.state ^ (self.count + 1).wrapping_mul(1_927_868_237);
        hash ^= (hash >> 11) ^ (hash >> 25);
        hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
        if hash == u64::MAX { 590_923_713 } else { hash as i64 }
    }
}

/// The default `hash(object)`: its address, with the low bits, which alignment makes equal, turned to the top.
#[inline]
#[must_use]
pub const fn hash_address(address: u64) -> i64 {
    let hash = address.rotate_right(4) as i64;
    if hash == -1 { -2 } else { hash }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tuple(items: &[i64]) -> i64 {
        let mut hasher = TupleHasher::new();
        items.iter().for_each(|&item| hasher.add(item));
        hasher.finish()
    }

    fn set(items: &[i64]) -> i64 {
        let mut hasher = FrozenSetHasher::new();
        items.iter().for_each(|&item| hasher.add(item));
        hasher.finish()
    }

    #[test]
    fn values_of_cpython() {
        assert_eq!(tuple(&[]), 5_740_354_900_026_072_187);
        assert_eq!(tuple(&[1]), -6_644_214_454_873_602_895);
        assert_eq!(tuple(&[1, 2, 3]), 529_344_067_295_497_451);
        assert_eq!(tuple(&[0, -2]), 8_374_038_142_897_728_572);
        assert_eq!(set(&[]), 133_146_708_735_736);
        assert_eq!(set(&[1, 2, 3]), -272_375_401_224_217_160);
        assert_eq!(set(&[3, 1, 2]), set(&[1, 2, 3]));
        assert_eq!(hash_address(0x7f00_1230), 0x7f0_0123);
    }
}
