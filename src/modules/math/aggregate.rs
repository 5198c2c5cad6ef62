//! Functions of many numbers: exact sums, norms, products.

use crate::object::{Args, BinOp, FnDef, IntRef, Intrinsic, Kind, Owned, PyResult, Ref, Vm};
use pymath::{Error, math};

pub(super) static FUNCTIONS: &[FnDef] = &[
    FnDef::new("fsum", "(seq, /)", fsum, "Return an accurate floating-point sum of values in the iterable seq.\n\nAssumes IEEE-754 floating-point arithmetic."),
    FnDef::new("hypot", "(*coordinates)", hypot, "Multidimensional Euclidean distance from the origin to a point.\n\nRoughly equivalent to:\n    sqrt(sum(x**2 for x in coordinates))\n\nFor a two dimensional point (x, y), gives the hypotenuse\nusing the Pythagorean theorem:  sqrt(x*x + y*y).\n\nFor example, the hypotenuse of a 3/4/5 right triangle is:\n\n    >>> hypot(3.0, 4.0)\n    5.0").intrinsic(Intrinsic::Hypot),
    FnDef::new("dist", "(p, q, /)", dist, "Return the Euclidean distance between two points p and q.\n\nThe points should be specified as sequences (or iterables) of\ncoordinates.  Both inputs must have the same dimension.\n\nRoughly equivalent to:\n    sqrt(sum((px - qx) ** 2.0 for px, qx in zip(p, q)))"),
    FnDef::new("sumprod", "(p, q, /)", sumprod, "Return the sum of products of values from two iterables p and q.\n\nRoughly equivalent to:\n\n    sum(map(operator.mul, p, q, strict=True))\n\nFor float and mixed int/float inputs, the intermediate products\nand sums are computed with extended precision."),
    FnDef::new("prod", "(iterable, /, *, start=1)", prod, "Calculate the product of all the elements in the input iterable.\n\nThe default start value for the product is 1.\n\nWhen the iterable is empty, return the start value.  This function is\nintended specifically for use with numeric values and may reject\nnon-numeric types."),
];

fn fsum(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let items = floats_of(vm, a.get(0))?;
    let infinite = [f64::INFINITY, f64::NEG_INFINITY].map(|inf| items.contains(&inf));
    match math::fsum(items) {
        Ok(sum) => Ok(Owned::float(sum)),
        Err(Error::EDOM) if infinite == [true, true] => Err(vm.value_error("-inf + inf in fsum")),
        Err(_) => Err(vm.overflow_error("intermediate overflow in fsum")),
    }
}

/// All items of an iterable as floats; each is converted as it comes.
fn floats_of(vm: &mut Vm, seq: Ref<'_>) -> PyResult<Vec<f64>> {
    if seq.ty().is_exactly(Kind::List)
        && let Some(items) = seq.as_list(vm).and_then(|l| l.as_floats())
    {
        return Ok(items.to_vec());
    }
    let it = vm.iter(seq)?;
    let mut items = Vec::new();
    while let Some(x) = vm.next(it.lend())? {
        items.push(vm.to_float(x.lend())?);
    }
    Ok(items)
}

fn hypot(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let mut coordinates = Vec::with_capacity(a.slots.len() + a.rest.len());
    for x in a.slots.iter().chain(a.rest) {
        coordinates.push(vm.to_float(*x)?);
    }
    Ok(Owned::float(math::hypot(&coordinates)))
}

fn dist(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (p, q) = (vm.collect(a.get(0))?, vm.collect(a.get(1))?);
    if p.len() != q.len() {
        return Err(vm.value_error("both points must have the same number of dimensions"));
    }
    let (mut from, mut to) = (Vec::with_capacity(p.len()), Vec::with_capacity(p.len()));
    for (x, y) in p.iter().zip(&q) {
        from.push(vm.to_float(x.lend())?);
        to.push(vm.to_float(y.lend())?);
    }
    Ok(Owned::float(math::dist(&from, &to)))
}

/// A pair of which one is an exact float and the other an exact float, int or bool.
fn float_pair(vm: &Vm, x: Ref<'_>, y: Ref<'_>) -> Option<(f64, f64)> {
    let is_float = |o: Ref<'_>| o.ty().is_exactly(Kind::Float);
    let number = |o: Ref<'_>| {
        if is_float(o) {
            return o.as_float(vm);
        }
        if !o.ty().is_exactly(Kind::Int) && !o.value().is_bool() {
            return None;
        }
        match o.as_int(vm)? {
            IntRef::Small(i) => Some(i as f64),
            IntRef::Big(b) => taipan_text::bigint::to_f64(b).ok(),
        }
    };
    if is_float(x) || is_float(y) { Some((number(x)?, number(y)?)) } else { None }
}

/// Exact ints first, then floats in extended precision, then whatever `*` and `+` make of the rest.
fn sumprod(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let (p, q) = (vm.collect(a.get(0))?, vm.collect(a.get(1))?);
    if p.len() != q.len() {
        return Err(vm.value_error("Inputs are not the same length"));
    }
    let mut at = 0;
    let mut ints = 0i64;
    while at < p.len() {
        let (Some(x), Some(y)) = (p[at].value().as_fixnum(), q[at].value().as_fixnum()) else { break };
        let Some(sum) = x.checked_mul(y).and_then(|xy| ints.checked_add(xy)) else { break };
        ints = sum;
        at += 1;
    }
    let mut total = Owned::int(ints);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    while at < p.len() {
        let Some((x, y)) = float_pair(vm, p[at].lend(), q[at].lend()) else { break };
        left.push(x);
        right.push(y);
        at += 1;
    }
    if !left.is_empty() {
        let sum = math::sumprod(&left, &right).unwrap_or(f64::NAN);
        total = vm.binary_op(BinOp::Add, total.lend(), Owned::float(sum).lend())?;
    }
    for (x, y) in p[at..].iter().zip(&q[at..]) {
        let term = vm.binary_op(BinOp::Mul, x.lend(), y.lend())?;
        total = vm.binary_op(BinOp::Add, total.lend(), term.lend())?;
    }
    Ok(total)
}

/// Multiplies in machine words and floats while it can.
fn prod(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let it = vm.iter(a.get(0))?;
    let mut total = a.opt(1).map_or(Owned::int(1), Ref::own);
    while let Some(x) = vm.next(it.lend())? {
        let quick = match (total.value().as_fixnum(), x.value().as_fixnum()) {
            (Some(t), Some(i)) => t.checked_mul(i).map(Owned::int),
            _ => float_pair(vm, total.lend(), x.lend())
                .filter(|_| total.lend().ty().is_exactly(Kind::Float))
                .map(|(t, f)| Owned::float(t * f)),
        };
        total = match quick {
            Some(t) => t,
            None => vm.binary_op(BinOp::Mul, total.lend(), x.lend())?,
        };
    }
    Ok(total)
}
