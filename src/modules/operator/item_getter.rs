//! `itemgetter(k)(o)`: `o[k]`; with several keys, a tuple.

use crate::object::{
    Args, CallArgs, FnDef, Kind, List, Owned, Payload, PyResult, Raised, Ref, Tuple, TypeDef, TypeFlags, Visit, Vm,
    new_of,
};
use crate::types::sequence::repr;
use crate::types::slice::position;

/// The body.
struct ItemGetter {
    keys: Vec<Owned>,
    /// The index, when there is one key and it is an int.
    index: Option<i64>,
}

impl Payload for ItemGetter {
    const KIND: Kind = Kind::ItemGetter;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.all(&self.keys);
    }
    fn clear(&mut self) {
        self.keys.clear();
        self.index = None;
    }
}

/// The type.
pub(super) fn def() -> TypeDef {
    TypeDef::of::<ItemGetter>("itemgetter", "operator")
        .doc("Return a callable object that fetches the given item(s) from its operand.\nAfter f = itemgetter(2), the call f(r) returns r[2].\nAfter g = itemgetter(2, 5, 3), the call g(r) returns (r[2], r[5], r[3])")
        .flags(TypeFlags::GC | TypeFlags::BASE)
        .slots(|s| {
            s.new = Some(create);
            s.call = Some(call);
            s.repr = Some(|vm, o| {
                let keys = keys(vm, o);
                text(vm, o, &keys)
            });
        })
        .methods(METHODS)
}

static METHODS: &[FnDef] = &[FnDef::new("__reduce__", "($self, /)", reduce, "Return state information for pickling")];

fn keys(vm: &Vm, o: Ref<'_>) -> Vec<Owned> {
    o.get::<ItemGetter>(vm).map(|g| g.keys.clone()).unwrap_or_default()
}

/// The positional arguments of a constructor that takes at least one and no keywords.
pub(super) fn given<'a>(vm: &mut Vm, name: &str, args: &CallArgs<'a>) -> PyResult<&'a [Ref<'a>]> {
    if !args.kwnames.is_empty() {
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    match args.pos() {
        [] => Err(vm.type_error(format!("{name} expected 1 argument, got 0"))),
        pos => Ok(pos),
    }
}

/// The one operand of a call.
pub(super) fn operand<'a>(vm: &mut Vm, name: &str, args: &CallArgs<'a>) -> PyResult<Ref<'a>> {
    match (args.all, args.kwnames) {
        ([o], []) => Ok(*o),
        (_, [_, ..]) => Err::<_, Raised>(vm.type_error(format!("{name}() takes no keyword arguments"))),
        (all, _) => {
            let n = all.len();
            Err(vm.type_error(format!("{name} expected 1 argument, got {n}")))
        }
    }
}

/// The class's name with reprs in parentheses.
pub(super) fn text(vm: &mut Vm, o: Ref<'_>, shown: &[Owned]) -> PyResult {
    let made = repr::guarded(vm, o, |vm| {
        let mut text = o.ty().full_name(vm).into_bytes();
        for (i, x) in shown.iter().enumerate() {
            text.extend_from_slice(if i == 0 { b"(" } else { b", " });
            repr::push_repr(vm, &mut text, x.lend())?;
        }
        text.push(b')');
        Ok(Owned::wtf8(text))
    })?;
    Ok(made.unwrap_or_else(|| Owned::string(format!("{}(...)", o.ty().full_name(vm)))))
}

fn create(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let keys = given(vm, "itemgetter", args)?;
    let index = match keys {
        [k] => k.value().as_fixnum(),
        _ => None,
    };
    Ok(new_of(cls.expect_type(), ItemGetter { keys: keys.iter().map(|k| k.own()).collect(), index }))
}

fn call(vm: &mut Vm, f: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let o = operand(vm, "itemgetter", args)?;
    let Some(g) = f.get::<ItemGetter>(vm) else { return Ok(Owned::NONE) };
    if let Some(i) = g.index
        && let Some(item) = indexed(vm, o, i)
    {
        return Ok(item);
    }
    let keys = g.keys.clone();
    if let [key] = keys.as_slice() {
        return vm.get_item(o, key.lend());
    }
    let mut items = Vec::with_capacity(keys.len());
    for key in &keys {
        let quick = key.value().as_fixnum().and_then(|i| indexed(vm, o, i));
        items.push(match quick {
            Some(item) => item,
            None => vm.get_item(o, key.lend())?,
        });
    }
    Ok(vm.tuple(items))
}

/// `o[i]` of an exact tuple or list, where there is such an item.
#[inline]
fn indexed(vm: &Vm, o: Ref<'_>, i: i64) -> Option<Owned> {
    if o.ty().is_exactly(Kind::Tuple) {
        let items = o.get::<Tuple>(vm)?.items();
        return Some(items[position(i, items.len())?].clone());
    }
    if o.ty().is_exactly(Kind::List) {
        let l = o.get::<List>(vm)?;
        return Some(l.get(position(i, l.len())?));
    }
    None
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let args = vm.tuple(keys(vm, a.get(0)));
    Ok(vm.tuple(vec![a.get(0).ty().as_ref().own(), args]))
}
