//! Arguments of calls: as the caller wrote them, and as a native function sees them after binding.

use super::Ref;

/// Arguments as passed: positional values, then the values of the keywords named in `kwnames`.
#[derive(Clone, Copy)]
pub struct CallArgs<'a> {
    /// Positional values followed by keyword values.
    pub all: &'a [Ref<'a>],
    /// Keyword names (str objects), one per trailing value.
    pub kwnames: &'a [Ref<'a>],
}

impl<'a> CallArgs<'a> {
    /// Only positional arguments.
    #[inline]
    pub fn positional(all: &'a [Ref<'a>]) -> CallArgs<'a> {
        CallArgs { all, kwnames: &[] }
    }

    /// The positional values.
    #[inline]
    pub fn pos(&self) -> &'a [Ref<'a>] {
        &self.all[..self.all.len() - self.kwnames.len()]
    }

    /// Keyword names with their values.
    pub fn kw(&self) -> impl Iterator<Item = (Ref<'a>, Ref<'a>)> + use<'a> {
        let start = self.all.len() - self.kwnames.len();
        self.kwnames.iter().copied().zip(self.all[start..].iter().copied())
    }

    /// Whether nothing was passed.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

/// Arguments of a native function after binding: one slot per parameter, in the signature's order; a missing optional
/// one is empty or beyond the end. `*args` follow as [`Args::rest`] , `**kwargs` as a dict.
#[derive(Clone, Copy)]
pub struct Args<'a> {
    /// One slot per named parameter.
    pub slots: &'a [Ref<'a>],
    /// What `*args` collects.
    pub rest: &'a [Ref<'a>],
    /// What `**kwargs` collects: names with values.
    pub extra: &'a [(Ref<'a>, Ref<'a>)],
}

impl<'a> Args<'a> {
    /// The `i`-th parameter, which the signature requires.
    #[inline(always)]
    pub fn get(&self, i: usize) -> Ref<'a> {
        self.slots[i]
    }

    /// The `i`-th parameter, `None` when it was not passed.
    #[inline(always)]
    pub fn opt(&self, i: usize) -> Option<Ref<'a>> {
        self.slots.get(i).copied().filter(|r| !r.is_empty())
    }

    /// The `i`-th parameter, `None` when it was not passed or is Python's `None`.
    #[inline(always)]
    pub fn some(&self, i: usize) -> Option<Ref<'a>> {
        self.opt(i).filter(|r| !r.is_none())
    }
}

/// A native function with its signature and documentation.
pub struct FnDef {
    /// Name as Python sees it.
    pub name: &'static str,
    /// Signature in `inspect`'s form: `(self, object, /, *, key=None)`.
    pub signature: super::LazySignature,
    /// The signature that `inspect` sees, where the function binds its arguments itself.
    pub shown: Option<&'static str>,
    /// The documentation string.
    pub doc: &'static str,
    /// The function.
    pub call: super::NativeFn,
    /// What handlers may do instead of calling, when they know how.
    pub intrinsic: Intrinsic,
    /// How far a call's effects reach.
    pub reach: Reach,
    /// What a method of a dict or a set does with a plain key.
    pub plain: Option<&'static super::Plain>,
    /// Whether the last argument is only put into the receiver, so that it may be anything.
    pub stores_last: bool,
}

/// What a call may change, when the receiver of a method has exactly the method's type and the arguments are numbers, strings,
/// `None` or plain containers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Reach {
    /// Nothing is known.
    #[default]
    Anything,
    /// A method of `list` that changes lists and runs no Python code.
    Lists,
    /// A method of `str` that changes nothing.
    Texts,
    /// A function of a module that changes nothing.
    Nothing,
}

/// Native functions that the machine knows by meaning: handlers run them as operations that a trace can see into.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[repr(u8)]
#[allow(missing_docs, reason = "each is the Python function of that name")]
pub enum Intrinsic {
    #[default]
    None,
    Len,
    Abs,
    Min,
    Max,
    Ord,
    Chr,
    Isinstance,
    ListAppend,
    ListPop,
    Random,
    Sqrt,
    Sin,
    Cos,
    Tan,
    Exp,
    Log,
    Floor,
    Ceil,
    Fabs,
    Pow,
    Atan2,
    Hypot,
    Trunc,
    Atan,
    Asin,
    Acos,
    Log2,
    Log10,
    IsNan,
    IsInf,
    Gcd,
    ISqrt,
    StrJoin,
    Sum,
    Any,
    All,
    Sorted,
    IsInt,
    IsFloat,
}
