//! `min` and `max`.

use crate::object::{Args, CmpOp, Kind, List, Owned, PyResult, Ref, Vm};

pub(super) fn max(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    extreme(vm, a, "max", CmpOp::Gt)
}

pub(super) fn min(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    extreme(vm, a, "min", CmpOp::Lt)
}

fn extreme(vm: &mut Vm, a: &Args<'_>, name: &str, op: CmpOp) -> PyResult {
    let (key, default) = (a.some(0), a.opt(1));
    match a.rest {
        [] => Err(vm.type_error(format!("{name} expected at least 1 argument, got 0"))),
        [items] => of_iterable(vm, *items, key, default, name, op),
        [first, others @ ..] => {
            if default.is_some() {
                return Err(
                    vm.type_error(format!("Cannot specify a default for {name}() with multiple positional arguments"))
                );
            }
            let mut best = Best::new(vm, first.own(), key)?;
            for x in others {
                best.offer(vm, x.own(), key, op)?;
            }
            Ok(best.item)
        }
    }
}

/// The best item so far, with what it is compared by.
struct Best {
    item: Owned,
    key: Owned,
}

fn key_of(vm: &mut Vm, item: &Owned, key: Option<Ref<'_>>) -> PyResult {
    match key {
        Some(f) => vm.call(f, &[item.lend()]),
        None => Ok(item.clone()),
    }
}

impl Best {
    fn new(vm: &mut Vm, item: Owned, key: Option<Ref<'_>>) -> PyResult<Best> {
        let key = key_of(vm, &item, key)?;
        Ok(Best { item, key })
    }

    fn offer(&mut self, vm: &mut Vm, item: Owned, key: Option<Ref<'_>>, op: CmpOp) -> PyResult<()> {
        let key = key_of(vm, &item, key)?;
        let better = match (key.value().as_fixnum(), self.key.value().as_fixnum()) {
            (Some(x), Some(y)) => op.holds(x.cmp(&y)),
            _ => vm.compare_bool(key.lend(), self.key.lend(), op)?,
        };
        if better {
            *self = Best { item, key };
        }
        Ok(())
    }
}

fn of_iterable(
    vm: &mut Vm,
    items: Ref<'_>,
    key: Option<Ref<'_>>,
    default: Option<Ref<'_>>,
    name: &str,
    op: CmpOp,
) -> PyResult {
    if key.is_none()
        && let Some(best) = of_numbers(vm, items, op)
    {
        return Ok(best);
    }
    let it = vm.iter(items)?;
    let Some(first) = vm.next(it.lend())? else {
        return match default {
            Some(d) => Ok(d.own()),
            None => Err(vm.value_error(format!("{name}() iterable argument is empty"))),
        };
    };
    let mut best = Best::new(vm, first, key)?;
    while let Some(x) = vm.next(it.lend())? {
        best.offer(vm, x, key, op)?;
    }
    Ok(best.item)
}

/// The extreme of a list of unboxed numbers.
fn of_numbers(vm: &Vm, items: Ref<'_>, op: CmpOp) -> Option<Owned> {
    if !items.ty().is_exactly(Kind::List) {
        return None;
    }
    let list = items.get::<List>(vm)?;
    if let Some(ints) = list.as_ints() {
        let best = if op == CmpOp::Gt { ints.iter().max() } else { ints.iter().min() };
        return best.map(|&i| Owned::int(i));
    }
    let (first, rest) = list.as_floats()?.split_first()?;
    let better = |x: f64, y: f64| if op == CmpOp::Gt { x > y } else { x < y };
    Some(Owned::float(rest.iter().fold(*first, |best, &x| if better(x, best) { x } else { best })))
}
