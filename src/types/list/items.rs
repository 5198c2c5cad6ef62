//! `l[i]`, `l[a:b:c]`, and assigning to and deleting both.

use super::methods::items_of;
use crate::object::{Kind, List, Owned, PyResult, Ref, Vm, new};
use crate::types::slice::{SliceBody, Span, bounds, position};

/// `l[key]`.
pub(super) fn get(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>) -> PyResult {
    if bounds::is_index(key) {
        let i = vm.sequence_index(key)?;
        let found = o.get::<List>(vm).and_then(|l| Some(l.get(position(i, l.len())?)));
        return found.ok_or_else(|| vm.index_error("list index out of range"));
    }
    if !key.is_a::<SliceBody>() {
        return Err(wrong_key(vm, key));
    }
    let steps = bounds::unpack(vm, key)?;
    Ok(slice(vm, o, steps).unwrap_or(Owned::NONE))
}

/// `l[a:b:c]`; `None` for what is no list.
pub fn slice(vm: &mut Vm, o: Ref<'_>, steps: bounds::Steps) -> Option<Owned> {
    let l = o.get::<List>(vm)?;
    let span = steps.within(l.len());
    Some(new(match span.range() {
        Some(range) => l.slice(range),
        None => match span.ascending().range() {
            Some(range) => l.slice_reversed(range),
            None => l.pick(span.positions(), span.count),
        },
    }))
}

fn wrong_key(vm: &mut Vm, key: Ref<'_>) -> crate::object::Raised {
    let name = key.ty().message_name();
    vm.type_error(format!("list indices must be integers or slices, not {name}"))
}

/// `l[key] = value` and `del l[key]`.
pub(super) fn set(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    if bounds::is_index(key) {
        let i = vm.sequence_index(key)?;
        let len = o.get::<List>(vm).map_or(0, List::len);
        let Some(at) = position(i, len) else {
            return Err(vm.index_error("list assignment index out of range"));
        };
        let value = value.map(Ref::own);
        let Some(l) = o.get_mut::<List>(vm) else { return Ok(()) };
        let old = match value {
            Some(v) => l.set(at, v),
            None => l.remove(at),
        };
        drop(old);
        return Ok(());
    }
    if !key.is_a::<SliceBody>() {
        return Err(wrong_key(vm, key));
    }
    let steps = bounds::unpack(vm, key)?;
    match value {
        Some(value) => assign(vm, o, steps, value),
        None => {
            let len = o.get::<List>(vm).map_or(0, List::len);
            delete(vm, o, steps.within(len));
            Ok(())
        }
    }
}

/// `l[a:b:c] = value`.
///
/// # Errors
/// `TypeError` for what cannot be iterated, `ValueError` when an extended slice has another length, or what iterating raises.
pub fn assign(vm: &mut Vm, o: Ref<'_>, steps: bounds::Steps, value: Ref<'_>) -> PyResult<()> {
    if value.ty().slots().iter.is_none() && value.ty().slots().getitem.is_none() {
        return Err(vm.type_error("must assign iterable to extended slice"));
    }
    if vm.list_overwrite(o, |len| steps.within(len).stride(), value) {
        return Ok(());
    }
    let items = items_of(vm, value)?;
    // Iterating may have changed the list: its length counts now.
    let len = o.get::<List>(vm).map_or(0, List::len);
    let span = steps.within(len);
    if let Some(range) = span.range() {
        let Some(l) = o.get_mut::<List>(vm) else { return Ok(()) };
        drop(l.splice(range, items));
        return Ok(());
    }
    if items.len() != span.count {
        let (n, want) = (items.len(), span.count);
        return Err(vm.value_error(format!("attempt to assign sequence of size {n} to extended slice of size {want}")));
    }
    let Some(l) = o.get_mut::<List>(vm) else { return Ok(()) };
    let old: Vec<Owned> = span.positions().zip(items.into_items()).map(|(at, v)| l.set(at, v)).collect();
    drop(old);
    Ok(())
}

/// `del l[a:b:c]`.
fn delete(vm: &mut Vm, o: Ref<'_>, span: Span) {
    let Some(l) = o.get_mut::<List>(vm) else { return };
    if span.count == 0 {
        return;
    }
    let span = span.ascending();
    match span.range() {
        // As in CPython, neighbours die from the last to the first, others from the first to the last.
        Some(range) => drop(l.splice(range, List::default())),
        None => drop(l.remove_all(span.stride()).into_items()),
    }
}

/// Whether the type keeps the iteration of lists: its items can be read directly.
pub(super) fn iterates_as_list(o: Ref<'_>) -> bool {
    o.ty().is_exactly(Kind::List)
}
