//! Calling native functions of any signature.

use crate::ir::descr::CallDescr;
use crate::ir::types::Type;

type Words = [u64; CallDescr::MAX_WORDS];
type Floats = [f64; CallDescr::MAX_FLOATS];

macro_rules! call_as {
    ($address:expr, $result:ty, $w:expr, $f:expr) => {{
        type W = u64;
        type F = f64;
        type Function = unsafe extern "C" fn(W, W, W, W, W, W, F, F, F, F, F, F, F, F, W, W, W, W, W, W) -> $result;
        let (w, f): (Words, Floats) = ($w, $f);
        // SAFETY: the caller of `call_native` vouches for the address and the types.
        unsafe {
            let function: Function = std::mem::transmute::<usize, Function>($address as usize);
            function(
                w[0], w[1], w[2], w[3], w[4], w[5], f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], w[6], w[7], w[8],
                w[9], w[10], w[11],
            )
        }
    }};
}

/// Calls the function that `callee` names.
///
/// The C conventions of x86-64 (System V) and AArch64 give words and floats registers of their own, each kind in its
/// order, and further words places on the stack in their order. So a call that passes all words and all floats there
/// can be, words that may go to the stack last, reaches every function of fewer arguments.
///
/// # Safety
/// `callee` describes the function at its address rightly, and `args` are what it expects.
pub(super) unsafe fn call_native(callee: &CallDescr, args: &[u64]) -> u64 {
    let (mut words, mut floats) = ([0; CallDescr::MAX_WORDS], [0.0; CallDescr::MAX_FLOATS]);
    let (mut nwords, mut nfloats) = (0, 0);
    for (&bits, ty) in args.iter().zip(&callee.args) {
        if *ty == Type::Float {
            floats[nfloats] = f64::from_bits(bits);
            nfloats += 1;
        } else {
            words[nwords] = bits;
            nwords += 1;
        }
    }
    match callee.result {
        Type::Float => call_as!(callee.address, f64, words, floats).to_bits(),
        Type::Void => {
            call_as!(callee.address, (), words, floats);
            0
        }
        Type::Int | Type::Uint | Type::Bool | Type::Ref | Type::Val | Type::Ptr => {
            call_as!(callee.address, u64, words, floats)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::descr::{CallEffects, Linkage, Ownership};

    extern "C" fn mixed(a: u64, x: f64, b: u64, y: f64) -> f64 {
        a as f64 * 1000.0 + b as f64 * 100.0 + x * 10.0 + y
    }

    #[allow(clippy::too_many_arguments)]
    extern "C" fn many(a: u64, b: u64, c: u64, d: u64, e: u64, f: u64, g: u64, h: u64, i: u64, x: f64) -> u64 {
        [a, b, c, d, e, f, g, h, i].iter().fold(0, |n, d| n * 10 + d) + x as u64
    }

    fn callee(address: u64, args: Vec<Type>, result: Type) -> CallDescr {
        let effects = CallEffects::PURE;
        CallDescr {
            name: "f".into(),
            address,
            args,
            result,
            effects,
            ownership: Ownership::Plain,
            consumes: 0,
            linkage: Linkage::C,
        }
    }

    #[test]
    fn words_and_floats_arrive_in_their_order() {
        let types = vec![Type::Int, Type::Float, Type::Int, Type::Float];
        let c = callee(mixed as *const () as u64, types, Type::Float);
        // SAFETY: the descriptor describes `mixed`.
        let r = unsafe { call_native(&c, &[1, 2.0_f64.to_bits(), 3, 4.0_f64.to_bits()]) };
        assert_eq!(f64::from_bits(r), 1324.0);
    }

    #[test]
    fn words_beyond_the_registers_go_to_the_stack() {
        let mut types = vec![Type::Int; 9];
        types.push(Type::Float);
        let c = callee(many as *const () as u64, types, Type::Int);
        // SAFETY: the descriptor describes `many`.
        let r = unsafe { call_native(&c, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 1.0_f64.to_bits()]) };
        assert_eq!(r, 123_456_790);
    }
}
