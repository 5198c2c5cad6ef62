//! Facts about values: what the trace has proved so far.
//!
//! A trace is a straight line, so a fact that a guard has proved holds from there to the end, and in the loop's body for
//! what the preamble has made. Two facts are about memory and can be lost again: the class and the shape of an object
//! ([`Facts::forget`]).

use super::bits::{self, Bits};
use super::ranges::{self, Int, Range};
use crate::ir::descr::{AliasClass, AliasSet, Descrs};
use crate::ir::trace::{Const, OpRef, Trace};
use crate::ir::{MemKind, Op, Type, word};
use std::collections::BTreeMap;

/// What a tagged word may be: a set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tags(pub u8);

impl Tags {
    /// A fixnum.
    pub const FIXNUM: Tags = Tags(1);
    /// A flonum.
    pub const FLONUM: Tags = Tags(2);
    /// A fixnum or a pointer to a heap integer (32). Pointers to other things than heap floats (4) and heap integers: 8.
    pub const WHOLE: Tags = Tags(1 | 32);
    /// An immediate.
    pub const IMMEDIATE: Tags = Tags(16);
    /// A float of either kind.
    pub const FLOAT: Tags = Tags(2 | 4);
    /// A pointer of any kind.
    pub const OBJECT: Tags = Tags(4 | 8 | 32);
    /// Everything; zero, which is no word, counts as an immediate.
    pub const ANY: Tags = Tags(63);

    /// Whether all of `self` is in `other`.
    pub fn within(self, other: Tags) -> bool {
        self.0 & !other.0 == 0
    }

    /// Whether they have nothing in common.
    pub fn outside(self, other: Tags) -> bool {
        self.0 & other.0 == 0
    }

    /// What is in both; `self` if that is nothing.
    #[must_use]
    pub fn meet(self, other: Tags) -> Tags {
        if self.outside(other) { self } else { Tags(self.0 & other.0) }
    }

    /// What is in `self` and not in `other`; `self` if that is nothing.
    #[must_use]
    pub fn minus(self, other: Tags) -> Tags {
        if self.within(other) { self } else { Tags(self.0 & !other.0) }
    }

    /// The tags of one word.
    pub fn of_word(w: u64) -> Tags {
        if word::is_fixnum(w) {
            Tags::FIXNUM
        } else if word::is_flonum(w) {
            Tags::FLONUM
        } else if word::is_pointer(w) {
            Tags::OBJECT
        } else {
            Tags::IMMEDIATE
        }
    }
}

/// All that is known of a value. Which members mean something depends on its type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fact {
    /// `int`, `bool` (as 0 or 1): its range and bits.
    pub int: Int,
    /// `val`: what it may be.
    pub tags: Tags,
    /// `ref`, `ptr`: it is not zero.
    pub nonnull: bool,
    /// `ref`: the type word of the object.
    pub class: Option<u64>,
    /// `ref`: its shape id.
    pub shape: Option<u64>,
    /// It is this constant.
    pub known: Option<OpRef>,
}

impl Fact {
    /// Nothing is known.
    pub const ANY: Fact =
        Fact { int: Int::ANY, tags: Tags::ANY, nonnull: false, class: None, shape: None, known: None };

    /// An `int` of this range.
    pub fn int(range: Range) -> Fact {
        Fact { int: Int::within(range), ..Fact::ANY }
    }

    /// A word with these tags.
    pub fn tags(tags: Tags) -> Fact {
        Fact { tags, ..Fact::ANY }
    }

    /// What both have in common.
    #[must_use]
    pub fn join(self, other: Fact) -> Fact {
        let same = |a: Option<u64>, b| a.filter(|_| a == b);
        Fact {
            int: self.int.join(other.int),
            tags: Tags(self.tags.0 | other.tags.0),
            nonnull: self.nonnull && other.nonnull,
            class: same(self.class, other.class),
            shape: same(self.shape, other.shape),
            known: self.known.filter(|_| self.known == other.known),
        }
    }

    /// Whether it says no more than `other`.
    pub fn implied_by(self, other: Fact) -> bool {
        self.join(other) == self
    }
}

/// Facts of all values of a trace.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    by_inst: Vec<Fact>,
    /// Of constants that are objects, only class and shape.
    by_const: BTreeMap<OpRef, Fact>,
}

impl Facts {
    /// What is known of `r`.
    pub fn get(&self, trace: &Trace, r: OpRef) -> Fact {
        match trace.as_const(r) {
            Some(c) => {
                let object = self.by_const.get(&r).copied().unwrap_or(Fact::ANY);
                Fact { known: Some(r), class: object.class, shape: object.shape, ..of_const(c) }
            }
            None => self.by_inst.get(r.index()).copied().unwrap_or(Fact::ANY),
        }
    }

    /// Says what is known of `r`.
    pub fn set(&mut self, r: OpRef, fact: Fact) {
        if r.is_const() {
            self.by_const.insert(r, fact);
        } else if r.is_inst() {
            if self.by_inst.len() <= r.index() {
                self.by_inst.resize(r.index() + 1, Fact::ANY);
            }
            self.by_inst[r.index()] = fact;
        }
    }

    /// Changes what is known of `r`.
    pub fn update(&mut self, r: OpRef, f: impl FnOnce(&mut Fact)) {
        let known = if r.is_const() { self.by_const.get(&r) } else { self.by_inst.get(r.index()) };
        let mut fact = known.copied().unwrap_or(Fact::ANY);
        f(&mut fact);
        self.set(r, fact);
    }

    /// Forgets what these writes may have changed, except of values for which `keep` answers true.
    pub fn forget(&mut self, writes: AliasSet, keep: impl Fn(OpRef) -> bool) {
        let (class, shape) = (writes.contains(AliasClass::TYPE), writes.contains(AliasClass::SHAPE));
        if !class && !shape {
            return;
        }
        let insts = self.by_inst.iter_mut().enumerate().map(|(i, f)| (OpRef::inst(i), f));
        let consts = self.by_const.iter_mut().map(|(r, f)| (*r, f));
        for (r, fact) in insts.chain(consts) {
            let loses = class && fact.class.is_some() || shape && fact.shape.is_some();
            if loses && !keep(r) {
                fact.class = fact.class.filter(|_| !class);
                fact.shape = fact.shape.filter(|_| !shape);
            }
        }
    }

    /// Every object whose class or shape is known.
    pub fn about_memory(&self) -> impl Iterator<Item = (OpRef, Fact)> {
        let insts = self.by_inst.iter().enumerate().map(|(i, f)| (OpRef::inst(i), *f));
        let all = insts.chain(self.by_const.iter().map(|(r, f)| (*r, *f)));
        all.filter(|(_, f)| f.class.is_some() || f.shape.is_some())
    }
}

/// What is known of a constant.
pub fn of_const(c: Const) -> Fact {
    match c.ty {
        Type::Int | Type::Uint | Type::Bool => {
            Fact { int: Int { range: Range::of(c.bits as i64), bits: Bits::of(c.bits) }, ..Fact::ANY }
        }
        Type::Val => Fact::tags(Tags::of_word(c.bits)),
        Type::Ref | Type::Ptr => Fact { nonnull: c.bits != 0, ..Fact::ANY },
        Type::Float | Type::Void => Fact::ANY,
    }
}

/// What is known of `a op b` on integers.
pub fn int_result(op: Op, a: Int, b: Int) -> Int {
    let range = ranges::binary(op, a.range, b.range);
    let bits = bits::binary(op, a.bits, b.bits);
    Int { range, bits: Bits::ANY }.meet(Int { range: Range::FULL, bits }).meet(Int::within(range))
}

/// What an instruction's operation and operands say about its result.
pub fn of_result(trace: &Trace, descrs: &Descrs, facts: &Facts, r: OpRef) -> Fact {
    let inst = trace.inst(r);
    let arg = |n: usize| trace.args(r).get(n).map_or(Fact::ANY, |&a| facts.get(trace, a));
    match inst.op {
        Op::IntNeg | Op::IntAbs | Op::IntNot => {
            let mut int = Int::within(ranges::unary(inst.op, arg(0).int.range));
            if inst.op == Op::IntNot {
                let b = arg(0).int.bits;
                int = int.meet(Int { range: Range::FULL, bits: Bits { zeros: b.ones, ones: b.zeros } });
            }
            Fact { int, ..Fact::ANY }
        }
        Op::IntMulAddMod if arg(3).int.range.lo > 0 => Fact::int(Range { lo: 0, hi: arg(3).int.range.hi - 1 }),
        Op::BoolToInt => Fact { int: arg(0).int.meet(Int::within(Range::BOOL)), ..Fact::ANY },
        Op::UnboxInt | Op::IntOfVal => Fact::int(Range::FIXNUM),
        // Where a fixnum does not do, there is a heap integer.
        Op::BoxInt if Range::FIXNUM.contains(arg(0).int.range) => Fact::tags(Tags::FIXNUM),
        Op::BoxInt | Op::BoxUint => Fact::tags(Tags::WHOLE),
        op if op.makes_whole() => Fact::tags(Tags::WHOLE),
        Op::UintOfInt | Op::IntOfUint => Fact { int: arg(0).int, ..Fact::ANY },
        Op::BoxFixnum => Fact::tags(Tags::FIXNUM),
        Op::BoxFloat => Fact::tags(Tags::FLOAT),
        Op::BoolToVal => Fact::tags(Tags::IMMEDIATE),
        Op::RefToVal => Fact::tags(Tags::OBJECT),
        Op::ValToRef | Op::RefOfVal => Fact { nonnull: true, ..Fact::ANY },
        Op::New | Op::NewVar => {
            let ty = descrs.object_type(inst.type_id());
            let shape = u64::from(ty.flags >> word::header::SHAPE_SHIFT);
            Fact { nonnull: true, class: Some(ty.type_word), shape: Some(shape), ..Fact::ANY }
        }
        Op::GetField => {
            let field = descrs.field(inst.field());
            // Of numbers and words it says nothing: a bridge would have to prove that they are not 0.
            let address = matches!(field.kind, MemKind::Ref | MemKind::Ptr);
            Fact { nonnull: address && !field.nullable, ..of_cell(field.kind) }
        }
        Op::ArrayGet => of_cell(descrs.array(inst.array()).kind),
        _ if inst.ty == Type::Bool => Fact::int(Range::BOOL),
        op if inst.ty == Type::Int && trace.args(r).len() == 2 => {
            Fact { int: int_result(op, arg(0).int, arg(1).int), ..Fact::ANY }
        }
        _ => Fact::ANY,
    }
}

fn of_cell(kind: MemKind) -> Fact {
    if kind == MemKind::Bool {
        return Fact::int(Range::BOOL);
    }
    kind.int_range().map_or(Fact::ANY, |(lo, hi)| Fact::int(Range { lo, hi }))
}
