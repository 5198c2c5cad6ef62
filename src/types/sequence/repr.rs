//! `repr` of containers: items between brackets, and `...` where a container contains itself.

use super::item;
use crate::object::{Kind, List, Owned, PyResult, Ref, Value, Vm};

/// The containers whose `repr` is being made.
#[derive(Default)]
struct InProgress(Vec<Value>);

/// Runs `f` unless the `repr` of `o` is being made already; then the result is `None`.
///
/// # Errors
/// What `f` raises.
pub fn guarded(vm: &mut Vm, o: Ref<'_>, f: impl FnOnce(&mut Vm) -> PyResult) -> PyResult<Option<Owned>> {
    let active = vm.extension::<InProgress>();
    if active.0.contains(&o.value()) {
        return Ok(None);
    }
    active.0.push(o.value());
    let r = f(vm);
    vm.extension::<InProgress>().0.pop();
    r.map(Some)
}

/// Appends `repr(o)` to text in WTF-8.
///
/// # Errors
/// What `__repr__` raises.
pub fn push_repr(vm: &mut Vm, out: &mut Vec<u8>, o: Ref<'_>) -> PyResult<()> {
    if let Some(i) = o.value().as_fixnum() {
        push_int(out, i);
        return Ok(());
    }
    if let Some(x) = o.value().as_flonum() {
        taipan_text::float::repr(x, out);
        return Ok(());
    }
    let r = if o.ty().is_exactly(Kind::Str) || o.value().is_none() {
        vm.repr(o)?
    } else {
        vm.recurse(" while getting the repr of an object", |vm| vm.repr(o))?
    };
    out.extend_from_slice(r.lend().as_text(vm).map(|s| s.bytes()).unwrap_or_default());
    Ok(())
}

fn push_int(out: &mut Vec<u8>, i: i64) {
    out.extend_from_slice(i.to_string().as_bytes());
}

/// `repr` of a list or tuple.
///
/// # Errors
/// What `__repr__` of an item raises.
pub fn of_items(vm: &mut Vm, o: Ref<'_>, open: &str, close: &str) -> PyResult {
    if let Some(text) = of_numbers(vm, o) {
        return Ok(Owned::wtf8(text));
    }
    let made = guarded(vm, o, |vm| {
        let mut text = open.as_bytes().to_vec();
        let mut i = 0;
        while let Some(x) = item(vm, o, i) {
            if i > 0 {
                text.extend_from_slice(b", ");
            }
            push_repr(vm, &mut text, x.lend())?;
            i += 1;
        }
        if i == 1 && open == "(" {
            text.push(b',');
        }
        text.extend_from_slice(close.as_bytes());
        Ok(Owned::wtf8(text))
    })?;
    Ok(made.unwrap_or_else(|| Owned::string(format!("{open}...{close}"))))
}

/// `repr` of a list of ints, floats or bools.
fn of_numbers(vm: &Vm, o: Ref<'_>) -> Option<Vec<u8>> {
    let l = o.get::<List>(vm)?;
    let mut text = vec![b'['];
    let mut first = true;
    let mut comma = |text: &mut Vec<u8>| {
        if !std::mem::take(&mut first) {
            text.extend_from_slice(b", ");
        }
    };
    if let Some(ints) = l.as_ints() {
        for &i in ints {
            comma(&mut text);
            push_int(&mut text, i);
        }
    } else if let Some(bools) = l.as_bools() {
        for &b in bools {
            comma(&mut text);
            text.extend_from_slice(if b { b"True" } else { b"False" });
        }
    } else {
        for &x in l.as_floats()? {
            comma(&mut text);
            taipan_text::float::repr(x, &mut text);
        }
    }
    text.push(b']');
    Some(text)
}
