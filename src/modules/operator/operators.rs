//! The operators as functions.

use crate::object::{Args, BinOp, CmpOp, FnDef, Owned, PyResult, Ref, UnaryFn, Value, Vm};

macro_rules! binary {
    ($name:literal, $op:ident, $doc:literal) => {
        FnDef::new($name, "(a, b, /)", |vm, a| vm.binary_op(BinOp::$op, a.get(0), a.get(1)), $doc)
    };
}

macro_rules! inplace {
    ($name:literal, $op:ident, $doc:literal) => {
        FnDef::new($name, "(a, b, /)", |vm, a| vm.inplace_op(BinOp::$op, a.get(0), a.get(1)), $doc)
    };
}

macro_rules! compare {
    ($name:literal, $op:ident, $doc:literal) => {
        FnDef::new($name, "(a, b, /)", |vm, a| vm.compare(a.get(0), a.get(1), CmpOp::$op), $doc)
    };
}

pub(super) static FUNCTIONS: &[FnDef] = &[
    binary!("add", Add, "Same as a + b."),
    binary!("and_", And, "Same as a & b."),
    binary!("floordiv", FloorDiv, "Same as a // b."),
    binary!("lshift", LShift, "Same as a << b."),
    binary!("matmul", MatMul, "Same as a @ b."),
    binary!("mul", Mul, "Same as a * b."),
    binary!("mod", Rem, "Same as a % b."),
    binary!("or_", Or, "Same as a | b."),
    binary!("pow", Pow, "Same as a ** b."),
    binary!("rshift", RShift, "Same as a >> b."),
    binary!("sub", Sub, "Same as a - b."),
    binary!("truediv", TrueDiv, "Same as a / b."),
    binary!("xor", Xor, "Same as a ^ b."),
    inplace!("iadd", Add, "Same as a += b."),
    inplace!("iand", And, "Same as a &= b."),
    inplace!("ifloordiv", FloorDiv, "Same as a //= b."),
    inplace!("ilshift", LShift, "Same as a <<= b."),
    inplace!("imatmul", MatMul, "Same as a @= b."),
    inplace!("imul", Mul, "Same as a *= b."),
    inplace!("imod", Rem, "Same as a %= b."),
    inplace!("ior", Or, "Same as a |= b."),
    inplace!("ipow", Pow, "Same as a **= b."),
    inplace!("irshift", RShift, "Same as a >>= b."),
    inplace!("isub", Sub, "Same as a -= b."),
    inplace!("itruediv", TrueDiv, "Same as a /= b."),
    inplace!("ixor", Xor, "Same as a ^= b."),
    compare!("lt", Lt, "Same as a < b."),
    compare!("le", Le, "Same as a <= b."),
    compare!("eq", Eq, "Same as a == b."),
    compare!("ne", Ne, "Same as a != b."),
    compare!("gt", Gt, "Same as a > b."),
    compare!("ge", Ge, "Same as a >= b."),
    FnDef::new("abs", "(a, /)", abs, "Same as abs(a)."),
    FnDef::new("neg", "(a, /)", |vm, a| unary(vm, a, "unary -", a.get(0).ty().slots().neg), "Same as -a."),
    FnDef::new("pos", "(a, /)", |vm, a| unary(vm, a, "unary +", a.get(0).ty().slots().pos), "Same as +a."),
    FnDef::new("inv", "(a, /)", invert, "Same as ~a."),
    FnDef::new("invert", "(a, /)", invert, "Same as ~a."),
    FnDef::new("not_", "(a, /)", |vm, a| vm.truth(a.get(0)).map(|t| Owned::bool(!t)), "Same as not a."),
    FnDef::new(
        "truth",
        "(a, /)",
        |vm, a| vm.truth(a.get(0)).map(Owned::bool),
        "Return True if a is true, False otherwise.",
    ),
    FnDef::new("is_", "(a, b, /)", |_, a| Ok(Owned::bool(same(a.get(0), a.get(1)))), "Same as a is b."),
    FnDef::new("is_not", "(a, b, /)", |_, a| Ok(Owned::bool(!same(a.get(0), a.get(1)))), "Same as a is not b."),
    FnDef::new("is_none", "(a, /)", |_, a| Ok(Owned::bool(a.get(0).is_none())), "Same as a is None."),
    FnDef::new("is_not_none", "(a, /)", |_, a| Ok(Owned::bool(!a.get(0).is_none())), "Same as a is not None."),
    FnDef::new("index", "(a, /)", |vm, a| vm.index(a.get(0)), "Same as a.__index__()"),
];

fn same(a: Ref<'_>, b: Ref<'_>) -> bool {
    a.is(b)
}

fn unary(vm: &mut Vm, a: &Args<'_>, what: &str, f: Option<UnaryFn>) -> PyResult {
    if let Some(f) = f {
        let r = f(vm, a.get(0))?;
        if r.value() != Value::NOT_IMPLEMENTED {
            return Ok(r);
        }
    }
    let name = a.get(0).ty().message_name();
    Err(vm.type_error(format!("bad operand type for {what}: '{name}'")))
}

fn abs(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    unary(vm, a, "abs()", a.get(0).ty().slots().abs)
}

fn invert(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    unary(vm, a, "unary ~", a.get(0).ty().slots().invert)
}
