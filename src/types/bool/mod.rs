//! `bool`: `True` and `False`, two ints with a name.
//!
//! Everything is inherited from `int` except the text, and `& | ^`, which stay among bools where both operands are.

use crate::object::{
    BinOp, CallArgs, Kind, LazySignature, Owned, PyResult, Ref, TypeDef, TypeFlags, Value, Vm, bind, type_for,
};

/// The type `bool`.
pub fn def() -> TypeDef {
    TypeDef::immediate(Kind::Bool, "bool").base(Kind::Int).doc(DOC).flags(TypeFlags::MATCH_SELF).slots(|s| {
        s.repr = Some(repr);
        s.new = Some(new);
        s.binary[BinOp::And as usize] = Some(|vm, a, b| logical(vm, a, b, BinOp::And, |x, y| x & y));
        s.binary[BinOp::Or as usize] = Some(|vm, a, b| logical(vm, a, b, BinOp::Or, |x, y| x | y));
        s.binary[BinOp::Xor as usize] = Some(|vm, a, b| logical(vm, a, b, BinOp::Xor, |x, y| x ^ y));
    })
}

const DOC: &str = "Returns True when the argument is true, False otherwise.
The builtins True and False are the only two instances of the class bool.
The class bool is a subclass of the class int, and cannot be subclassed.";

static SIGNATURE: LazySignature = LazySignature::new("(object=False, /)");

fn new(vm: &mut Vm, _: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "bool", &SIGNATURE, args, |vm, a| match a.opt(0) {
        Some(o) => Ok(Owned::bool(vm.truth(o)?)),
        None => Ok(Owned::bool(false)),
    })
}

fn repr(_: &mut Vm, o: Ref<'_>) -> PyResult {
    Ok(Owned::str(if o.value() == Value::TRUE { "True" } else { "False" }))
}

fn logical(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>, op: BinOp, f: fn(bool, bool) -> bool) -> PyResult {
    let (x, y) = (a.value(), b.value());
    if x.is_bool() && y.is_bool() {
        return Ok(Owned::bool(f(x == Value::TRUE, y == Value::TRUE)));
    }
    match type_for(Kind::Int).slots().binary[op as usize] {
        Some(int) => int(vm, a, b),
        None => Ok(Owned::NOT_IMPLEMENTED),
    }
}
