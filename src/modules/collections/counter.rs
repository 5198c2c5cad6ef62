//! `Counter`: a dict from items to counts, in which what is missing has the count 0.

use super::count::change;
use super::counter_ops;
use crate::object::{
    Args, BinOp, CallArgs, CmpOp, Dict, Exc, FnDef, Kind, LazySignature, Owned, PyResult, Ref, TypeDef, TypeFlags, Vm,
    bind, new, type_for,
};
use crate::types::sequence::repr;

pub(super) fn def() -> TypeDef {
    let def = TypeDef::sharing::<Dict>(Kind::Counter, "Counter", "collections")
        .base(Kind::Dict)
        .doc("Dict subclass for counting hashable items.  Sometimes called a bag\nor multiset.  Elements are stored as dictionary keys and their counts\nare stored as dictionary values.")
        .flags(TypeFlags::BASE | TypeFlags::GC | TypeFlags::MAPPING | TypeFlags::WEAKREF)
        .with_attrs()
        .getters(crate::types::object::DICT_GETTERS)
        .slots(|s| {
            s.init = Some(init);
            s.repr = Some(text);
            s.getitem = Some(get);
            s.setitem = Some(set);
            s.compare = Some(counter_ops::compare);
            s.unhashable = true;
        })
        .methods(METHODS)
        .class_methods(CLASS_METHODS);
    def.slots(counter_ops::fill)
}

static METHODS: &[FnDef] = &[
    FnDef::new(
        "__missing__",
        "(self, key)",
        |_, _| Ok(Owned::int(0)),
        "The count of elements not in the Counter is zero.",
    ),
    FnDef::new("total", "(self)", total, "Sum of the counts"),
    FnDef::new(
        "most_common",
        "(self, n=None)",
        most_common,
        "List the n most common elements and their counts from the most\ncommon to the least.  If n is None, then list all element counts.",
    ),
    FnDef::new("elements", "(self)", elements, "Iterator over elements repeating each as many times as its count."),
    FnDef::new(
        "update",
        "(self, iterable=None, /, **kwds)",
        |vm, a| change(vm, a, BinOp::Add),
        "Like dict.update() but add counts instead of replacing them.\n\nSource can be an iterable, a dictionary, or another Counter instance.",
    ),
    FnDef::new(
        "subtract",
        "(self, iterable=None, /, **kwds)",
        |vm, a| change(vm, a, BinOp::Sub),
        "Like dict.update() but subtracts counts instead of replacing them.\nCounts can be reduced below zero.  Both the inputs and outputs are\nallowed to contain zero and negative counts.",
    ),
    FnDef::new("copy", "(self)", copy, "Return a shallow copy."),
    FnDef::new("__reduce__", "(self)", reduce, "Return state information for pickling."),
];

static CLASS_METHODS: &[FnDef] = &[FnDef::new("fromkeys", "($type, iterable, v=None)", fromkeys, "")];

static SIGNATURE: LazySignature = LazySignature::new("(self, iterable=None, /, **kwds)");

fn init(vm: &mut Vm, o: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    let mut all = vec![o];
    all.extend_from_slice(args.all);
    let args = CallArgs { all: &all, kwnames: args.kwnames };
    // A subclass may bring its own `update`.
    if o.ty().is_exactly(Kind::Counter) {
        return bind(vm, "Counter.__init__", &SIGNATURE, &args, |vm, a| change(vm, a, BinOp::Add).map(drop));
    }
    let f = vm.get_attr_str(o, "update")?;
    let rest = CallArgs { all: &all[1..], kwnames: args.kwnames };
    vm.call_args(f.lend(), &rest).map(drop)
}

fn get(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>) -> PyResult {
    if o.ty().is_exactly(Kind::Counter) {
        return Ok(vm.dict_get(o, key)?.unwrap_or(Owned::int(0)));
    }
    match type_for(Kind::Dict).slots().getitem {
        Some(get) => get(vm, o, key),
        None => Err(vm.key_error(key)),
    }
}

/// Deleting what is missing is no error.
fn set(vm: &mut Vm, o: Ref<'_>, key: Ref<'_>, value: Option<Ref<'_>>) -> PyResult<()> {
    match value {
        Some(v) => vm.dict_set(o, key, v.own()),
        None => vm.dict_remove(o, key).map(drop),
    }
}

fn items(vm: &Vm, o: Ref<'_>) -> Vec<(Owned, Owned)> {
    o.get::<Dict>(vm).map(|d| d.to_vec(vm)).unwrap_or_default()
}

fn total(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let mut sum = Owned::int(0);
    for (_, count) in items(vm, a.get(0)) {
        sum = vm.binary_op(BinOp::Add, sum.lend(), count.lend())?;
    }
    Ok(sum)
}

/// Items with counts, the largest counts first; equal counts in the dict's order.
fn sorted(vm: &mut Vm, o: Ref<'_>) -> PyResult<Vec<(Owned, Owned)>> {
    let mut all = items(vm, o);
    if all.iter().all(|(_, count)| count.value().is_fixnum()) {
        all.sort_by_key(|(_, count)| std::cmp::Reverse(count.value().as_fixnum()));
        return Ok(all);
    }
    let mut done: Vec<(Owned, Owned)> = Vec::with_capacity(all.len());
    for item in all {
        let (mut low, mut high) = (0, done.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if vm.compare_bool(done[middle].1.lend(), item.1.lend(), CmpOp::Lt)? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        done.insert(low, item);
    }
    Ok(done)
}

fn most_common(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let mut all = sorted(vm, a.get(0))?;
    if let Some(n) = a.some(1) {
        let n = vm.index_i64(n)?;
        all.truncate(n.max(0) as usize);
    }
    let pairs = all.into_iter().map(|(k, v)| vm.tuple_from([k, v].into_iter())).collect();
    Ok(vm.list(pairs))
}

fn elements(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let items = vm.call_method(a.get(0), "items", &[])?;
    let runs = vm.call(Kind::ItStarMap.ty(), &[Kind::ItRepeat.ty(), items.lend()])?;
    vm.call_method(Kind::ItChain.ty(), "from_iterable", &[runs.lend()])
}

fn copy(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let class = a.get(0).ty().as_ref().own();
    vm.call(class.lend(), &[a.get(0)])
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let body = a.get(0).get::<Dict>(vm).map(|d| d.copy(vm)).unwrap_or_default();
    let args = vm.tuple(vec![new(body)]);
    Ok(vm.tuple(vec![a.get(0).ty().as_ref().own(), args]))
}

fn fromkeys(vm: &mut Vm, _: &Args<'_>) -> PyResult {
    Err(vm.not_implemented_error("Counter.fromkeys() is undefined.  Use Counter(iterable) instead."))
}

/// Most common items first, if the counts can be ordered.
fn text(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let name = o.ty().name().to_owned();
    if o.get::<Dict>(vm).is_some_and(Dict::is_empty) {
        return Ok(Owned::string(format!("{name}()")));
    }
    let all = match sorted(vm, o) {
        Err(_) if vm.raised_is(Exc::TypeError) => {
            drop(vm.take_raised());
            items(vm, o)
        }
        r => r?,
    };
    let made = repr::guarded(vm, o, |vm| {
        let mut text = format!("{name}({{").into_bytes();
        for (i, (key, count)) in all.iter().enumerate() {
            if i > 0 {
                text.extend_from_slice(b", ");
            }
            repr::push_repr(vm, &mut text, key.lend())?;
            text.extend_from_slice(b": ");
            repr::push_repr(vm, &mut text, count.lend())?;
        }
        text.extend_from_slice(b"})");
        Ok(Owned::wtf8(text))
    })?;
    Ok(made.unwrap_or_else(|| Owned::string(format!("{name}(...)"))))
}
