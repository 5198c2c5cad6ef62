//! The two widths of a list's cells, and code that is the same for both.

/// What a buffer consists of. A *word* is what every storage can say of an item in 64 bits.
pub(super) trait Cell: Copy {
    /// The cell that holds a word of its storage.
    fn of(word: u64) -> Self;
    /// The word in it.
    fn word(self) -> u64;
}

impl Cell for u64 {
    #[inline(always)]
    fn of(word: u64) -> u64 {
        word
    }
    #[inline(always)]
    fn word(self) -> u64 {
        self
    }
}

impl Cell for bool {
    #[inline(always)]
    fn of(word: u64) -> bool {
        word != 0
    }
    #[inline(always)]
    fn word(self) -> u64 {
        u64::from(self)
    }
}

/// Evaluates an expression with a type name bound to the type of a list's cells.
macro_rules! by_width {
    ($list:expr, $cell:ident => $body:expr) => {
        if $list.storage() == Storage::Bool {
            type $cell = bool;
            $body
        } else {
            type $cell = u64;
            $body
        }
    };
}
pub(super) use by_width;
