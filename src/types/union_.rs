//! `typing.Union`: `int | str`.

use crate::object::{
    Args, BinOp, CmpOp, FnDef, GetSetDef, Kind, Owned, Payload, PyResult, Ref, TypeDef, TypeFlags, Visit, Vm, new,
};
use crate::types::generic_alias;

/// The body of a union.
pub struct Union {
    /// `__args__`, a tuple of distinct types.
    pub args: Owned,
}

impl Payload for Union {
    const KIND: Kind = Kind::Union;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.args);
    }
}

/// The type.
pub fn def() -> TypeDef {
    TypeDef::of::<Union>("Union", "typing")
        .doc("Represent a union type\n\nE.g. for int | str")
        .flags(TypeFlags::GC | TypeFlags::WEAKREF)
        .slots(|s| {
            s.repr = Some(repr);
            s.hash = Some(hash);
            s.compare = Some(compare);
            s.getitem = Some(getitem);
            s.binary[BinOp::Or as usize] = Some(or);
        })
        .methods(METHODS)
        .class_methods(CLASS_METHODS)
        .getters(GETTERS)
}

/// The alternatives of a union; `None` for anything else.
pub fn members(vm: &Vm, o: Ref<'_>) -> Option<Vec<Owned>> {
    let args = o.get::<Union>(vm)?.args.clone();
    args.lend().as_tuple(vm).map(<[Owned]>::to_vec)
}

/// Whether `o` may stand in a union.
fn unionable(o: Ref<'_>) -> bool {
    o.is_none()
        || o.as_type().is_some()
        || matches!(o.ty().kind(), Kind::Union | Kind::GenericAlias | Kind::TypeAlias | Kind::TypeVar | Kind::ParamSpec)
}

/// `a | b` of types.
///
/// # Errors
/// What comparing the alternatives raises.
pub fn or(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    if !unionable(a) || !unionable(b) || (a.is_none() && b.is_none()) {
        return Ok(Owned::NOT_IMPLEMENTED);
    }
    make(vm, &[a.own(), b.own()])
}

/// A union of the alternatives, flattened, each once; a single one is itself.
///
/// # Errors
/// What comparing them raises.
pub fn make(vm: &mut Vm, all: &[Owned]) -> PyResult {
    let mut distinct: Vec<Owned> = Vec::new();
    for o in all {
        let flat = match members(vm, o.lend()) {
            Some(m) => m,
            None if o.lend().is_none() => vec![Kind::NoneType.ty().own()],
            None => vec![o.clone()],
        };
        for t in flat {
            let mut seen = false;
            for d in &distinct {
                seen = d.lend().ty().kind() == t.lend().ty().kind() && vm.equal(d.lend(), t.lend())?;
                if seen {
                    break;
                }
            }
            if !seen {
                distinct.push(t);
            }
        }
    }
    if let [one] = &distinct[..] {
        return Ok(one.clone());
    }
    Ok(new(Union { args: vm.tuple(distinct) }))
}

fn repr(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let mut parts = Vec::new();
    for t in members(vm, o).unwrap_or_default() {
        let none = t.lend().is(Kind::NoneType.ty());
        parts.push(if none { "None".to_owned() } else { generic_alias::describe(vm, t.lend())? });
    }
    Ok(Owned::string(parts.join(" | ")))
}

/// Independent of the order.
fn hash(vm: &mut Vm, o: Ref<'_>) -> PyResult<i64> {
    let mut h: i64 = 0x55_1d_0a;
    for t in members(vm, o).unwrap_or_default() {
        h ^= vm.hash(t.lend())?.wrapping_mul(0x09e3_779b_97f4_a7c1_i64);
    }
    Ok(if h == -1 { -2 } else { h })
}

fn compare(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: CmpOp) -> PyResult {
    let (Some(x), Some(y)) = (members(vm, a), members(vm, b)) else { return Ok(Owned::NOT_IMPLEMENTED) };
    if !matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Owned::NOT_IMPLEMENTED);
    }
    let mut equal = x.len() == y.len();
    for t in &x {
        let mut found = false;
        for u in &y {
            found = found || vm.equal(t.lend(), u.lend())?;
        }
        equal = equal && found;
    }
    Ok(Owned::bool(equal == (op == CmpOp::Eq)))
}

fn parameters(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let all = members(vm, o).unwrap_or_default();
    let found = generic_alias::parameters(vm, &all)?;
    Ok(vm.tuple(found))
}

fn getitem(vm: &mut Vm, o: Ref<'_>, item: Ref<'_>) -> PyResult {
    let all = members(vm, o).unwrap_or_default();
    let params = generic_alias::parameters(vm, &all)?;
    let filled = generic_alias::substitute(vm, o, &all, &params, item)?;
    make(vm, &filled)
}

static METHODS: &[FnDef] = &[
    FnDef::new(
        "__instancecheck__",
        "($self, instance, /)",
        |vm, a| vm.is_instance(a.get(1), a.get(0)).map(Owned::bool),
        "",
    ),
    FnDef::new("__subclasscheck__", "($self, cls, /)", |vm, a| vm.is_subclass(a.get(1), a.get(0)).map(Owned::bool), ""),
    FnDef::new("__mro_entries__", "($self, bases, /)", no_base, ""),
];

fn no_base(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let text = vm.repr_string(a.get(0))?;
    Err(vm.type_error(format!("Cannot subclass {text}")))
}

static CLASS_METHODS: &[FnDef] = &[FnDef::new("__class_getitem__", "(cls, args, /)", class_getitem, "")];

/// `Union[int, str]`.
fn class_getitem(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let all = match a.get(1).as_tuple(vm) {
        Some(t) => t.to_vec(),
        None => vec![a.get(1).own()],
    };
    if all.is_empty() {
        return Err(vm.type_error("Cannot take a Union of no types."));
    }
    make(vm, &all)
}

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("__args__", |vm, o| Ok(o.get::<Union>(vm).map_or(Owned::NONE, |u| u.args.clone())), ""),
    GetSetDef::get("__parameters__", parameters, "Type variables in the types.UnionType."),
    GetSetDef::get("__origin__", |_, o| Ok(o.ty().as_ref().own()), "Always returns the type"),
    GetSetDef::get("__name__", |_, _| Ok(Owned::str("Union")), ""),
    GetSetDef::get("__qualname__", |_, _| Ok(Owned::str("Union")), ""),
];
