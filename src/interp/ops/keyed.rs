//! Looking into containers without running Python code: dicts and sets by plain keys, bytes and arrays by index, tuples for what
//! is in them. A trace takes that for loads and stores; where Python code would have to be asked, it is left.

use super::slow;
use crate::machine::{Machine, Opaque};
use crate::object::{Kind, Raised, Storage};

/// Whether this is a dict that keeps and finds its items as plain ones do, also one that makes up what is missing.
pub(super) fn is_dict<M: Machine>(m: &mut M, o: M::Val) -> bool {
    matches!(m.kind_of(o), Some(Kind::Dict | Kind::DefaultDict | Kind::Counter))
}

/// Whether a key is worth an attempt: see [`is_plain_key`](crate::object::is_plain_key).
pub(super) fn may_be_plain_key<M: Machine>(m: &mut M, key: M::Val) -> bool {
    if m.as_int(key).is_some() {
        return true;
    }
    let plain = [Kind::Str, Kind::Tuple, Kind::Int, Kind::Float];
    m.kind_of(key).is_some_and(|k| plain.contains(&k))
}

/// `key in o`, both on top of the stack. `None`: nothing was done.
pub(super) fn contains<M: Machine>(m: &mut M, not: u32) -> Result<Option<M::Val>, Raised> {
    let (key, o) = (m.peek(1), m.peek(0));
    match m.kind_of(o) {
        Some(Kind::Set | Kind::FrozenSet | Kind::Dict | Kind::DefaultDict | Kind::Counter | Kind::Tuple) => {
            Ok(if may_be_plain_key(m, key) { m.attempt(&slow::KEY_IN, 2, not) } else { None })
        }
        Some(Kind::List) => match m.list_storage(o) {
            Storage::Int | Storage::Float | Storage::Bool if may_be_plain_key(m, key) => {
                m.opaque(&slow::CONTAINS_NUMBER, 2, not).map(Some)
            }
            _ => Ok(None),
        },
        _ => Ok(None),
    }
}

/// `o[i]` of bytes or an array, both on top of the stack. `None`: nothing was done.
pub(super) fn buffer_item<M: Machine>(m: &mut M) -> Option<M::Val> {
    let (o, i) = (m.peek(1), m.peek(0));
    let index = m.as_int(i)?;
    match m.kind_of(o)? {
        Kind::Bytes | Kind::ByteArray => {
            let byte = m.byte_at(o, index, None)?;
            m.pop();
            let o = m.pop();
            m.release(o);
            Some(m.int(byte))
        }
        Kind::Array => m.attempt(&slow::BUFFER_ITEM, 2, 0),
        _ => None,
    }
}

/// `o[i] = number`: value, bytearray or array, and index are on top of the stack. Gives whether that was done.
pub(super) fn set_buffer_item<M: Machine>(m: &mut M) -> bool {
    let (v, o, i) = (m.peek(2), m.peek(1), m.peek(0));
    let Some(index) = m.as_int(i) else { return false };
    match m.kind_of(o) {
        Some(Kind::ByteArray) => {
            let Some(byte) = m.as_int(v) else { return false };
            if m.byte_at(o, index, Some(byte)).is_none() {
                return false;
            }
            m.pop();
            let o = m.pop();
            m.pop();
            m.release(o);
            true
        }
        Some(Kind::Array) if m.as_int(v).is_some() || m.as_float(v).is_some() => {
            m.attempt(&slow::BUFFER_PUT, 3, 0).is_some()
        }
        _ => false,
    }
}

fn is_buffer<M: Machine>(m: &mut M, o: M::Val) -> bool {
    matches!(m.kind_of(o), Some(Kind::Bytes | Kind::ByteArray | Kind::Array))
}

/// `len(o)` as a call, on top of the stack. `None`: nothing was done.
pub(super) fn length<M: Machine>(m: &mut M) -> Option<M::Val> {
    let o = m.peek(0);
    let known = matches!(m.kind_of(o)?, Kind::Str | Kind::Set | Kind::FrozenSet | Kind::Deque)
        || is_dict(m, o)
        || is_buffer(m, o);
    if known { m.attempt(&slow::LEN_OF, 3, 0) } else { None }
}

/// The form of an operation that makes or drives an iterator over a built-in container: nothing but the container can raise.
pub(super) fn quiet_iteration<M: Machine>(
    m: &mut M,
    o: M::Val,
    quiet: &'static Opaque,
    any: &'static Opaque,
) -> &'static Opaque {
    const QUIET: [Kind; 17] = [
        Kind::Dict,
        Kind::DefaultDict,
        Kind::Counter,
        Kind::DictKeys,
        Kind::DictValues,
        Kind::DictItems,
        Kind::Set,
        Kind::FrozenSet,
        Kind::Bytes,
        Kind::ByteArray,
        Kind::StrIter,
        Kind::DictKeyIter,
        Kind::DictValueIter,
        Kind::DictItemIter,
        Kind::SetIter,
        Kind::BytesIter,
        Kind::ByteArrayIter,
    ];
    if m.kind_of(o).is_some_and(|k| QUIET.contains(&k)) { quiet } else { any }
}

/// Puts a plain key into the set or dict that a comprehension makes, `depth` below the top `n` values. Gives whether that was
/// done.
pub(super) fn feed<M: Machine>(m: &mut M, n: usize, depth: usize) -> bool {
    let key = m.peek(n - 1);
    if !may_be_plain_key(m, key) {
        return false;
    }
    let container = m.peek(depth - 1 + n);
    m.retain(container);
    m.push(container);
    if m.attempt(if n == 1 { &slow::SET_PUT } else { &slow::MAP_PUT }, n + 1, 0).is_some() {
        return true;
    }
    let container = m.pop();
    m.release(container);
    false
}
