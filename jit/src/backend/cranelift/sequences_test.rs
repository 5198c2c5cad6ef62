//! The instruction sequences against the same rules written in Rust, at the edges.
#![allow(unsafe_code, reason = "calls the code that it has compiled")]

use cranelift_codegen::ir::{InstBuilder, MemFlagsData, Value, types};

use super::arith::Round;
use super::asm::Asm;
use super::{BackendError, Compiler, Detail, Stubs};
use crate::backend::context::{JitCtx, RuntimeFns};
use crate::cache::CodeArena;

const FLOAT_TYPE: u64 = 0xf10a7;

/// A heap that lives in a vector: objects of four words, freed ones are remembered.
#[derive(Default)]
struct Heap {
    #[expect(clippy::vec_box, reason = "objects must not move when the vector grows")]
    objects: Vec<Box<[u64; 4]>>,
    freed: Vec<u64>,
    allocations: Vec<u64>,
}

impl Heap {
    fn object(&mut self, words: [u64; 4]) -> u64 {
        self.objects.push(Box::new(words));
        self.objects.last().unwrap().as_ptr() as u64
    }
}

fn heap<'a>(ctx: *mut JitCtx) -> &'a mut Heap {
    // SAFETY: the test's context points at its heap, which outlives the call.
    unsafe { &mut *(*ctx).user.cast::<Heap>() }
}

extern "C" fn alloc_int(ctx: *mut JitCtx, value: i64) -> u64 {
    heap(ctx).object([1, 0x16, value.cast_unsigned(), 0])
}

extern "C" fn whole(_: *mut JitCtx, _: u64, _: u64, _: u64) -> u64 {
    unreachable!("no test here has integers of any size")
}

extern "C" fn alloc_float(ctx: *mut JitCtx, value: f64) -> u64 {
    heap(ctx).object([1, FLOAT_TYPE, value.to_bits(), 0])
}

extern "C" fn alloc_object(ctx: *mut JitCtx, size: u64) -> u64 {
    heap(ctx).allocations.push(size);
    heap(ctx).object([0; 4])
}

extern "C" fn release_zero(ctx: *mut JitCtx, object: u64) {
    heap(ctx).freed.push(object);
}

extern "C" fn sync_frames(_: *mut JitCtx, _: u64) {}

extern "C" fn complete(_: *mut JitCtx, _: u64, _: u64, _: *mut u64) -> u64 {
    0
}

struct Rig {
    ctx: Box<JitCtx>,
    heap: Box<Heap>,
    arena: CodeArena,
    compiler: Compiler,
    _stubs: Stubs,
    free_lists: Box<[u64; 64]>,
}

impl Rig {
    fn new() -> Self {
        let stubs = Stubs::new().unwrap();
        let mut free_lists = Box::new([0; 64]);
        let fns = RuntimeFns { alloc_int, whole, alloc_float, alloc_object, release_zero, sync_frames, complete };
        let mut ctx = JitCtx::new(stubs.table(), fns, std::ptr::null(), free_lists.as_mut_ptr());
        let mut heap = Box::<Heap>::default();
        ctx.user = (&raw mut *heap).cast();
        let compiler = Compiler::with_verifier(true).unwrap();
        Self { ctx, heap, arena: CodeArena::new(1 << 20), compiler, _stubs: stubs, free_lists }
    }

    /// A function of frame slots 0 and 1 that stores its result in slot 2 and returns 0, or
    /// leaves with 1.
    fn build(&mut self, body: impl FnOnce(&mut Asm<'_>, Value, Value, cranelift_codegen::ir::Block) -> Value) -> Func {
        let code = self
            .compiler
            .compile::<BackendError>(Detail::ALL, |asm| {
                let exit = asm.cold_block();
                let (a, b) = (asm.load(types::I64, asm.frame, 0), asm.load(types::I64, asm.frame, 8));
                let result = body(asm, a, b, exit);
                asm.store(result, asm.frame, 16);
                let zero = asm.b.ins().iconst(types::I32, 0);
                asm.b.ins().return_(&[zero]);
                asm.at(exit);
                let one = asm.b.ins().iconst(types::I32, 1);
                asm.b.ins().return_(&[one]);
                Ok(None)
            })
            .unwrap();
        assert!(code.clif.is_some() && code.assembly.is_some());
        let block = self.arena.install(&code.bytes, 0..0).unwrap();
        // SAFETY: the block holds a complete function of this type.
        unsafe { std::mem::transmute(block.entry()) }
    }

    fn run(&mut self, func: Func, a: u64, b: u64) -> Option<u64> {
        let mut frame = [a, b, 0];
        (func(&mut *self.ctx, frame.as_mut_ptr()) == 0).then_some(frame[2])
    }
}

type Func = extern "C" fn(*mut JitCtx, *mut u64) -> u32;

fn flonum(x: f64) -> Option<u64> {
    if x.to_bits() == 0 {
        return Some(2);
    }
    let word = x.to_bits().wrapping_add(1 << 60).rotate_left(3);
    (word & 3 == 2 && word != 2).then_some(word)
}

const FLOATS: &[f64] = &[
    0.0,
    -0.0,
    1.0,
    -1.5,
    3.7,
    1e300,
    -1e-300,
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::MIN_POSITIVE,
    9_223_372_036_854_775_807.0,
    -9_223_372_036_854_775_808.0,
    -9_223_372_036_854_777_856.0,
    1.727_233_711_018_889e-77,
];
const INTS: &[i64] = &[0, 1, -1, 2, -2, 7, -7, 1 << 62, (1 << 62) - 1, -(1 << 62), -(1 << 62) - 1, i64::MAX, i64::MIN];

fn floats_to_bits(f: f64) -> u64 {
    f.to_bits()
}

#[test]
fn floor_division_follows_python() {
    let mut rig = Rig::new();
    let div = rig.build(|asm, a, b, _| asm.floor_div(a, b));
    let rem = rig.build(|asm, a, b, _| asm.floor_mod(a, b));
    for &a in INTS {
        for &b in INTS {
            if b == 0 || (a == i64::MIN && b == -1) {
                continue;
            }
            let rest = (i128::from(a) % i128::from(b) + i128::from(b)) % i128::from(b);
            let quotient = (i128::from(a) - rest) / i128::from(b);
            let (ua, ub) = (a.cast_unsigned(), b.cast_unsigned());
            assert_eq!(rig.run(div, ua, ub), Some((quotient as i64).cast_unsigned()), "{a} // {b}");
            assert_eq!(rig.run(rem, ua, ub), Some((rest as i64).cast_unsigned()), "{a} % {b}");
        }
    }
}

#[test]
fn division_by_constants_follows_python() {
    let mut rig = Rig::new();
    for d in [2, 3, 5, 7, 8, 10, 641, 1000, 1 << 40, (1 << 61) - 1, 1_000_000_007, i64::MAX - 1, i64::MAX] {
        let div = rig.build(|asm, a, _, _| asm.divide_by_constant(a, d).0);
        let rem = rig.build(|asm, a, _, _| asm.divide_by_constant(a, d).1);
        let near = |n: i64| [n.wrapping_sub(1), n, n.wrapping_add(1)];
        let cases = INTS.iter().copied().chain([
            d,
            2i64.wrapping_mul(d),
            3i64.wrapping_mul(d),
            -d,
            0i64.wrapping_sub(d).wrapping_mul(2),
        ]);
        for a in cases.flat_map(near) {
            assert_eq!(rig.run(div, a.cast_unsigned(), 0), Some(a.div_euclid(d).cast_unsigned()), "{a} // {d}");
            assert_eq!(rig.run(rem, a.cast_unsigned(), 0), Some(a.rem_euclid(d).cast_unsigned()), "{a} % {d}");
        }
    }
}

#[test]
fn ints_box_and_unbox() {
    let mut rig = Rig::new();
    let boxed = rig.build(|asm, a, _, _| asm.box_int(a));
    let unboxed = rig.build(|asm, a, _, exit| asm.unbox_int(a, exit));
    for &n in INTS {
        let word = rig.run(boxed, n.cast_unsigned(), 0).unwrap();
        if (n << 1) >> 1 == n {
            assert_eq!(word, (n << 1 | 1).cast_unsigned());
            assert_eq!(rig.run(unboxed, word, 0), Some(n.cast_unsigned()));
        } else {
            assert_eq!(rig.heap.objects.last().unwrap()[2], n.cast_unsigned());
            assert_eq!(rig.run(unboxed, word, 0), None);
        }
    }
}

#[test]
fn floats_box_and_unbox() {
    let mut rig = Rig::new();
    let boxed = rig.build(|asm, a, _, _| {
        let x = asm.b.ins().bitcast(types::F64, MemFlagsData::new(), a);
        asm.box_float(x)
    });
    let unboxed = rig.build(|asm, a, _, exit| {
        let x = asm.unbox_float(a, FLOAT_TYPE, exit);
        asm.b.ins().bitcast(types::I64, MemFlagsData::new(), x)
    });
    let guarded = rig.build(|asm, a, b, exit| {
        asm.guard_float(a, FLOAT_TYPE, exit);
        b
    });
    let negated = rig.build(|asm, a, b, exit| {
        asm.guard_not_float(a, FLOAT_TYPE, exit);
        b
    });
    // The float whose regular encoding would be the word for zero has to go to the heap.
    let taken = f64::from_bits(2_u64.rotate_right(3).wrapping_sub(1 << 60));
    for &x in FLOATS.iter().chain([&taken]) {
        let word = rig.run(boxed, floats_to_bits(x), 0).unwrap();
        match flonum(x) {
            Some(expected) => assert_eq!(word, expected, "{x}"),
            None => assert_eq!(word & 7, 0, "{x} is on the heap"),
        }
        assert_eq!(rig.run(unboxed, word, 0), Some(x.to_bits()), "{x}");
        assert_eq!(rig.run(guarded, word, 5), Some(5));
        assert_eq!(rig.run(negated, word, 5), None);
    }
    let other = rig.heap.object([1, 0xbad, 0, 0]);
    for word in [other, 12, 7] {
        assert_eq!(rig.run(unboxed, word, 0), None);
        assert_eq!(rig.run(guarded, word, 5), None);
        assert_eq!(rig.run(negated, word, 5), Some(5));
    }
}

#[test]
fn floats_convert_and_round() {
    let mut rig = Rig::new();
    let truncated = rig.build(|asm, a, _, exit| {
        let x = asm.b.ins().bitcast(types::F64, MemFlagsData::new(), a);
        asm.float_to_int(x, exit)
    });
    for &x in FLOATS {
        let fits = (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&x);
        assert_eq!(rig.run(truncated, floats_to_bits(x), 0), fits.then_some((x as i64).cast_unsigned()), "{x}");
    }
    for by_instruction in [true, false] {
        for how in [Round::Floor, Round::Ceil, Round::Trunc] {
            let round = rig.build(|asm, a, _, _| {
                asm.features.round &= by_instruction;
                let x = asm.b.ins().bitcast(types::F64, MemFlagsData::new(), a);
                let y = asm.round(how, x);
                asm.b.ins().bitcast(types::I64, MemFlagsData::new(), y)
            });
            for &x in FLOATS.iter().filter(|x| !x.is_nan()) {
                let expected = match how {
                    Round::Floor => x.floor(),
                    Round::Ceil => x.ceil(),
                    Round::Trunc => x.trunc(),
                };
                assert_eq!(rig.run(round, floats_to_bits(x), 0), Some(expected.to_bits()), "{how:?} {x}");
            }
        }
    }
}

#[test]
fn counts_go_up_and_down_and_zero_frees() {
    let mut rig = Rig::new();
    let retain = rig.build(|asm, a, b, _| {
        asm.retain_val(a);
        b
    });
    let release = rig.build(|asm, a, b, _| {
        asm.release_val(a);
        b
    });
    let object = rig.heap.object([1, 0, 0, 0]);
    for immediate in [7, 12, flonum(1.5).unwrap()] {
        assert_eq!(rig.run(retain, immediate, 3), Some(3));
        assert_eq!(rig.run(release, immediate, 3), Some(3));
    }
    rig.run(retain, object, 0);
    assert_eq!(rig.heap.objects[0][0], 2);
    rig.run(release, object, 0);
    assert!(rig.heap.freed.is_empty());
    assert_eq!(rig.run(release, object, 9), Some(9), "values survive the stub");
    assert_eq!(rig.heap.freed, [object]);
}

#[test]
fn allocation_takes_from_the_free_list_then_calls() {
    let mut rig = Rig::new();
    let alloc = rig.build(|asm, _, _, _| asm.alloc(24));
    let large = rig.build(|asm, _, _, _| asm.alloc(5000));
    let second = rig.heap.object([0; 4]);
    let first = rig.heap.object([second, 0, 0, 0]);
    rig.free_lists[2] = first;
    assert_eq!(rig.run(alloc, 0, 0), Some(first));
    assert_eq!(rig.run(alloc, 0, 0), Some(second));
    assert_eq!(rig.free_lists[2], 0);
    assert!(rig.heap.allocations.is_empty());
    rig.run(alloc, 0, 0).unwrap();
    rig.run(large, 0, 0).unwrap();
    assert_eq!(rig.heap.allocations, [24, 5000]);
}

#[test]
fn stubs_preserve_float_registers() {
    let mut rig = Rig::new();
    // Twenty floats are alive across the call: some must be in registers that C may destroy.
    let sum = rig.build(|asm, a, b, _| {
        let x = asm.b.ins().fcvt_from_sint(types::F64, a);
        let terms: Vec<Value> = (0..20)
            .map(|n| {
                let n = asm.b.ins().f64const(f64::from(n));
                asm.b.ins().fadd(x, n)
            })
            .collect();
        asm.release_val(b);
        let mut sum = x;
        for term in terms {
            sum = asm.b.ins().fadd(sum, term);
        }
        asm.b.ins().fcvt_to_sint_sat(types::I64, sum)
    });
    let object = rig.heap.object([1, 0, 0, 0]);
    assert_eq!(rig.run(sum, 10, object), Some(10 * 21 + 190));
    assert_eq!(rig.heap.freed, [object]);
}
