//! What every object shares: values, headers, the heap, references, types, shapes, and the bodies that the interpreter itself
//! needs to know.
//!
//! Flow: [`Value`] is the word; [`Owned`] and [`Ref`] say who holds it; [`Payload`] is what lies behind a [`Header`];
//! [`TypeObj`] says what an object can do, through [`Slots`]; [`Vm`] is the key to all of it.
//! The abstract operations (`repr`, `==`, iteration, attributes) are methods of `Vm` in `protocol` and `attribute`.
//!
//! This folder may use `unsafe`; `types/` and `modules/` build on it without.

mod action;
mod alloc;
mod args;
mod attribute;
mod attrs;
mod audit;
mod clock;
mod code;
mod collect;
mod dict;
mod dunder;
mod exception;
mod frames;
mod function;
mod handle;
mod header;
mod heap;
mod invalidation;
mod iters;
mod kinds;
mod known;
mod libm;
mod mapping;
mod memory;
mod method_cache;
mod names;
mod number;
mod payload;
mod peek;
mod plain_key;
mod protocol;
mod random;
mod reclaim;
mod repr_guard;
mod seq_iter;
mod shape;
mod signals;
mod signature;
mod slots;
mod stack;
mod startup;
mod store;
mod suspended;
mod text;
mod tuple;
mod ty;
mod typedef;
mod value;
mod vm;
pub mod weak;

pub use action::{Action, ActionKind};
pub(crate) use alloc::adopt_object;
pub(crate) use alloc::instance;
pub use alloc::{Instance, new, new_of};
pub use args::{Args, CallArgs, FnDef, Intrinsic, Reach};
pub use attribute::plain_attributes;
pub(crate) use attrs::{
    TAIL, attrs_offset, flags_with_shape, inline_slot_offset, is_inline_slot, never_empty, push_slot, slot_offset,
    slot_ptr,
};
pub use audit::audit_counts;
pub use clock::{CalendarTime, clock_resolution, clock_time, read_time_zone, sleep};
pub use code::{CodeBody, Site};
pub(crate) use code::{entry_unit, start_counters};
pub use collect::{
    collect, containers, enable_collector, have_finalizers, is_collector_enabled, is_container, live_objects,
    queue_finalizers, referents,
};
pub(crate) use dict::quick_eq;
pub use dict::{Dict, Entry, GlobalCell};
pub(crate) use dunder::update as update_slots;
pub use dunder::{MethodWrapper, SlotWrapper, WrapDef};
pub use exception::{Exception, PyResult, Raised};
pub use frames::{FrameBody, FrameLocals, Traceback, line_of};
pub use function::{Builtin, CellBody, ClassMethodDescr, Function, Method, MethodDescr, Module};
pub use handle::{Owned, Ref};
pub(crate) use handle::{count_down, release, retain};
pub use header::{COUNT_OFFSET, FLAGS_OFFSET, Flags, HEADER_SIZE, Header, SHAPE_SHIFT, TYPE_OFFSET};
pub(crate) use heap::account;
pub use heap::free_lists_address;
pub(crate) use invalidation::{mark as invalidate_watchers, prune as prune_watchers, set_flip};
pub use iters::{Enumerate, ListIter, ListReverseIter, Range, RangeIter, TupleIter, Zip};
pub use kinds::{Exc, Kind, exception_type, type_for};
pub(crate) use kinds::{kind_ptr, type_of};
pub use known::WellKnownNames;
pub(crate) use known::known_names;
pub use libm::cbrt;
pub use mapping::unmap_code;
pub(crate) use memory::BREAK_MEMORY;
pub use names::{NameMap, WordHasher, WordMap};
pub use number::{BigInt, ComplexBody, HeapFloat, IntRef};
pub use payload::{BodyOps, Object, Payload, Visit};
pub(crate) use peek::{
    ascii_char, cell_body, char_code, code_flags, depth_of, exact_int, frame_looks_of, frame_room, function_code,
    globals_below, handler_of, heap_float, loop_has, member, op_of, peek_list, running_generator, same_text, wide_int,
};
pub use plain_key::{Plain, PlainFn, is_plain_key};
pub use random::{RandomState, next_random};
pub(crate) use reclaim::{morgue, pending as finalizers_pending, reclaim_zero};
pub use seq_iter::{CallIter, SeqIter};
pub(crate) use shape::with_attr as shape_with_attr;
pub use shape::{Growth, Shape, ShapeId, shape};
pub use signals::{catch_interrupts, end_by_interrupt};
pub use signature::{LazySignature, Param, ParamKind, Signature};
pub use slots::*;
pub use stack::{CodeObj, Frame, Stacks, address_space};
pub use store::{LIST_CAP_OFFSET, LIST_LEN_OFFSET, LIST_PTR_OFFSET, LIST_STORAGE_OFFSET, List, Storage, Stride};
pub use suspended::{AsyncGenerator, Coroutine, Generator, GeneratorState, SUSPENDED_SLOTS_OFFSET, Suspended};
pub(crate) use suspended::{FINISHED, RUNNING, empty_slots, function_of, peek_suspended, suspend_new};
pub use text::Str;
pub(crate) use tuple::from_stack as tuple_from_stack;
pub use tuple::{TUPLE_ITEMS_OFFSET, TUPLE_LEN_OFFSET, Tuple};
pub(crate) use ty::TypeParts;
pub use ty::{TypeBody, TypeFlags, TypeObj};
pub(crate) use typedef::inherit;
pub use typedef::{ClassMethod, GetSet, GetSetDef, Member, StaticMethod, TypeDef, bind};
pub use value::{FIXNUM_MAX, FIXNUM_MIN, Value};
pub use vm::{
    BREAK_COLLECT, BREAK_FINALIZERS, BREAK_INSTALL, BREAK_SIGNAL, EVAL_BREAKER, Hooks, Hot, Regs, Resume, Resumed,
    Settings, Vm,
};
pub use weak::{WeakProxy, WeakRef};
