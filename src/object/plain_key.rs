//! Keys that are hashed and compared without running Python code: numbers, strings, `None`, bytes, and tuples of these.
//!
//! Looking such a key up among such keys cannot raise and has no effect, so that a trace may treat it as a load, and putting
//! it in as a store ([`Effect`](crate::machine::Effect)). Where a key of another kind would have to be asked, nothing is done.

use super::{Kind, Owned, Ref, Tuple, Vm};

/// How deep tuples of tuples are looked into.
const DEPTH: u32 = 4;

/// Whether a key is hashed and compared without running Python code.
#[inline]
pub fn is_plain_key(vm: &Vm, key: Ref<'_>) -> bool {
    key.value().is_fixnum() || key.ty().is_exactly(Kind::Str) || is_plain(vm, key, DEPTH)
}

fn is_plain(vm: &Vm, key: Ref<'_>, depth: u32) -> bool {
    let t = key.ty();
    if t.is_exactly(Kind::Tuple) {
        let items = key.get::<Tuple>(vm).map_or(&[][..], Tuple::items);
        return depth > 0 && items.iter().all(|x| is_plain(vm, x.lend(), depth - 1));
    }
    let plain = [Kind::Int, Kind::Str, Kind::Float, Kind::Bool, Kind::NoneType, Kind::Bytes];
    plain.iter().any(|&k| t.is_exactly(k))
}

impl Vm {
    /// The hash of a plain key; `None` for another one.
    #[inline]
    pub fn plain_hash(&mut self, key: Ref<'_>) -> Option<i64> {
        if is_plain_key(self, key) { self.hash(key).ok() } else { None }
    }

    /// Whether a key equals a plain one; `None` if it is not plain itself.
    pub fn plain_equal(&mut self, candidate: Ref<'_>, key: Ref<'_>) -> Option<bool> {
        if is_plain_key(self, candidate) { self.equal(candidate, key).ok() } else { None }
    }
}

/// What a method of a dict or a set does when its key is plain: the receiver, then the arguments. `None`: nothing was done.
pub type PlainFn = fn(&mut Vm, &[Ref<'_>]) -> Option<Owned>;

/// A method that has a form for plain keys.
pub struct Plain {
    /// The receiver's exact type.
    pub kind: Kind,
    /// Whether it changes the receiver.
    pub writes: bool,
    /// The form.
    pub f: PlainFn,
}
