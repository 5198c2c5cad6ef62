//! Opcode handlers, each written once and generic over the machine, and the dispatch that picks them.
//!
//! To add an opcode: a line in `bytecode/op.rs`, a handler in the room of its kind, an arm here. What is rare is an
//! [`Opaque`](crate::machine::Opaque) operation in `slow`, `build` or `cold`.

pub mod arith;
pub mod attr;
pub mod build;
mod builtin_class;
pub mod call;
pub mod cold;
mod complex;
pub mod frames;
mod fused;
pub mod intrinsic;
pub mod iter;
pub mod jump;
mod keyed;
pub mod load;
mod scalar;
pub mod slow;
pub mod subscr;
pub mod text;

use crate::machine::{FOp, IOp, Machine, R};
use crate::object::WellKnownNames;
use taipan_bytecode::{Instr, Op};

/// The names of special methods.
#[inline(always)]
pub(crate) fn names() -> &'static WellKnownNames {
    crate::object::known_names()
}

/// A handler that is called, not inlined into the dispatch.
#[inline(always)]
fn far<M: Machine>(m: &mut M, i: Instr, handler: impl FnOnce(&mut M, Instr) -> R) -> R {
    m.outline(move |m| handler(m, i))
}

/// Executes one instruction; the program counter is past it already.
#[inline(always)]
pub fn step<M: Machine>(m: &mut M, i: Instr) -> R {
    match i.op() {
        Op::NOP | Op::NOT_TAKEN => Ok(crate::machine::Flow::Next),
        Op::RESUME => frames::resume(m, i),
        Op::LOAD_FAST => load::fast(m, i),
        Op::LOAD_FAST_CHECK => load::fast_check(m, i),
        Op::LOAD_FAST_AND_CLEAR => load::fast_and_clear(m, i),
        Op::STORE_FAST => load::store_fast(m, i),
        Op::DELETE_FAST => far(m, i, load::delete_fast),
        Op::LOAD_CONST => load::constant(m, i),
        Op::LOAD_SMALL_INT => load::small_int(m, i),
        Op::LOAD_COMMON_CONSTANT => far(m, i, cold::common_constant),
        Op::PUSH_NULL => load::null(m, i),
        Op::POP_TOP | Op::POP_ITER | Op::END_FOR => load::pop_top(m, i),
        Op::COPY => load::copy(m, i),
        Op::SWAP => load::swap(m, i),
        Op::LOAD_GLOBAL => load::global(m, i),
        Op::STORE_GLOBAL => load::store_global(m, i),
        Op::DELETE_GLOBAL => far(m, i, cold::delete_global),
        Op::LOAD_NAME => load::name(m, i),
        Op::STORE_NAME => load::store_name(m, i),
        Op::DELETE_NAME => far(m, i, cold::delete_name),
        Op::LOAD_LOCALS => far(m, i, cold::load_locals),
        Op::LOAD_FROM_DICT_OR_GLOBALS => far(m, i, cold::from_dict_or_globals),
        Op::LOAD_FROM_DICT_OR_DEREF => far(m, i, cold::from_dict_or_deref),
        Op::MAKE_CELL => load::make_cell(m, i),
        Op::COPY_FREE_VARS => load::copy_free_vars(m, i),
        Op::LOAD_DEREF => load::deref(m, i),
        Op::STORE_DEREF => load::store_deref(m, i),
        Op::DELETE_DEREF => far(m, i, cold::delete_deref),
        Op::LOAD_BUILD_CLASS => far(m, i, cold::load_build_class),
        Op::LOAD_ATTR => attr::load(m, i),
        Op::STORE_ATTR => attr::store(m, i),
        Op::DELETE_ATTR => far(m, i, cold::delete_attr),
        Op::LOAD_SUPER_ATTR => far(m, i, cold::load_super_attr),
        Op::LOAD_SPECIAL => far(m, i, cold::load_special),
        Op::BINARY_OP => arith::binary(m, i),
        Op::COMPARE_OP => arith::compare(m, i),
        Op::UNARY_NEGATIVE => arith::negative(m, i),
        Op::UNARY_INVERT => arith::invert(m, i),
        Op::UNARY_NOT => arith::not(m, i),
        Op::TO_BOOL => arith::to_bool(m, i),
        Op::IS_OP => arith::is_op(m, i),
        Op::CONTAINS_OP => arith::contains(m, i),
        Op::BINARY_SLICE => build::binary_slice(m, i),
        Op::STORE_SLICE => build::store_slice(m, i),
        Op::STORE_SUBSCR => subscr::set(m, i),
        Op::DELETE_SUBSCR => build::delete_subscr(m, i),
        Op::JUMP_FORWARD => jump::forward(m, i),
        Op::JUMP_BACKWARD => jump::backward(m, i),
        Op::JUMP_BACKWARD_NO_INTERRUPT => jump::backward_quiet(m, i),
        Op::POP_JUMP_IF_FALSE => jump::if_bool(m, i, false),
        Op::POP_JUMP_IF_TRUE => jump::if_bool(m, i, true),
        Op::POP_JUMP_IF_NONE => jump::if_none(m, i, true),
        Op::POP_JUMP_IF_NOT_NONE => jump::if_none(m, i, false),
        Op::GET_ITER => iter::get_iter(m, i),
        Op::FOR_ITER => iter::for_iter(m, i),
        Op::UNPACK_SEQUENCE => iter::unpack(m, i),
        Op::UNPACK_EX => far(m, i, build::unpack_ex),
        Op::GET_LEN => far(m, i, build::get_len),
        Op::BUILD_TUPLE => build::tuple(m, i),
        Op::BUILD_LIST => far(m, i, build::list),
        Op::BUILD_SET => build::set(m, i),
        Op::BUILD_MAP => build::map(m, i),
        Op::BUILD_STRING => build::string(m, i),
        Op::BUILD_SLICE => build::slice(m, i),
        Op::BUILD_TEMPLATE => far(m, i, cold::build_template),
        Op::BUILD_INTERPOLATION => far(m, i, cold::build_interpolation),
        Op::LIST_APPEND => build::list_append(m, i),
        Op::SET_ADD => far(m, i, build::set_add),
        Op::MAP_ADD => far(m, i, build::map_add),
        Op::LIST_EXTEND => far(m, i, build::list_extend),
        Op::SET_UPDATE => far(m, i, build::set_update),
        Op::DICT_UPDATE => far(m, i, build::dict_update),
        Op::DICT_MERGE => far(m, i, build::dict_merge),
        Op::FORMAT_SIMPLE => build::format_simple(m, i),
        Op::FORMAT_WITH_SPEC => build::format_with_spec(m, i),
        Op::CONVERT_VALUE => far(m, i, build::convert),
        Op::CALL => call::call(m, i),
        Op::CALL_KW => far(m, i, call::call_kw),
        Op::CALL_FUNCTION_EX => far(m, i, cold::call_ex),
        Op::CALL_INTRINSIC_1 => far(m, i, cold::intrinsic_1),
        Op::CALL_INTRINSIC_2 => far(m, i, cold::intrinsic_2),
        Op::MAKE_FUNCTION => far(m, i, cold::make_function),
        Op::SET_FUNCTION_ATTRIBUTE => far(m, i, cold::set_function_attribute),
        Op::RETURN_VALUE => call::return_value(m, i),
        Op::RETURN_GENERATOR => far(m, i, frames::return_generator),
        Op::YIELD_VALUE => frames::yield_value(m, i),
        Op::SEND => far(m, i, frames::send),
        Op::END_SEND => far(m, i, frames::end_send),
        Op::CLEANUP_THROW => far(m, i, frames::cleanup_throw),
        Op::GET_YIELD_FROM_ITER => far(m, i, frames::get_yield_from_iter),
        Op::GET_AWAITABLE => far(m, i, frames::get_awaitable),
        Op::GET_AITER => far(m, i, frames::get_aiter),
        Op::GET_ANEXT => far(m, i, frames::get_anext),
        Op::END_ASYNC_FOR => far(m, i, frames::end_async_for),
        Op::PUSH_EXC_INFO => far(m, i, frames::push_exc_info),
        Op::POP_EXCEPT => far(m, i, frames::pop_except),
        Op::CHECK_EXC_MATCH => far(m, i, frames::check_exc_match),
        Op::CHECK_EG_MATCH => far(m, i, frames::check_eg_match),
        Op::RERAISE => far(m, i, frames::reraise),
        Op::RAISE_VARARGS => far(m, i, frames::raise),
        Op::WITH_EXCEPT_START => far(m, i, frames::with_except_start),
        Op::MATCH_MAPPING => far(m, i, cold::match_mapping),
        Op::MATCH_SEQUENCE => far(m, i, cold::match_sequence),
        Op::MATCH_KEYS => far(m, i, cold::match_keys),
        Op::MATCH_CLASS => far(m, i, cold::match_class),
        Op::IMPORT_NAME => far(m, i, cold::import_name),
        Op::IMPORT_FROM => far(m, i, cold::import_from),
        Op::SETUP_ANNOTATIONS => far(m, i, cold::setup_annotations),
        Op::BINARY_OP_ADD => arith::binary_known(m, i, IOp::Add, FOp::Add),
        Op::BINARY_OP_SUBTRACT => arith::binary_known(m, i, IOp::Sub, FOp::Sub),
        Op::BINARY_OP_MULTIPLY => arith::binary_known(m, i, IOp::Mul, FOp::Mul),
        Op::BINARY_OP_SUBSCR => subscr::get(m, i),
        Op::LOAD_FAST_LOAD_FAST => fused::pair(m, i, load::fast, load::fast),
        Op::LOAD_FAST_LOAD_ATTR => attr::load_from_local(m, i),
        Op::LOAD_FAST_LOAD_CONST => fused::pair(m, i, load::fast, load::constant),
        Op::LOAD_FAST_LOAD_SMALL_INT => fused::pair(m, i, load::fast, load::small_int),
        Op::LOAD_FAST_STORE_ATTR => attr::store_to_local(m, i),
        Op::LOAD_FAST_ADD => fused::binary_with_local(m, i, IOp::Add, FOp::Add),
        Op::LOAD_FAST_SUBTRACT => fused::binary_with_local(m, i, IOp::Sub, FOp::Sub),
        Op::LOAD_FAST_MULTIPLY => fused::binary_with_local(m, i, IOp::Mul, FOp::Mul),
        Op::LOAD_FAST_SUBSCR => fused::item_at_local(m, i),
        Op::LOAD_FAST_LOAD_FAST_SUBSCR => fused::item_of_local(m, i),
        Op::LOAD_FAST_LOAD_FAST_STORE_SUBSCR => fused::set_item_of_local(m, i),
        Op::LOAD_SMALL_INT_ADD => fused::binary_with_small(m, i, IOp::Add, FOp::Add),
        Op::LOAD_SMALL_INT_SUBTRACT => fused::binary_with_small(m, i, IOp::Sub, FOp::Sub),
        Op::LOAD_SMALL_INT_BINARY_OP => fused::int_with_small(m, i),
        Op::STORE_FAST_LOAD_FAST => fused::pair(m, i, load::store_fast, load::fast),
        Op::STORE_FAST_STORE_FAST => fused::pair(m, i, load::store_fast, load::store_fast),
        Op::FOR_ITER_STORE_FAST => iter::for_iter_store(m, i),
        Op::JUMP_BACKWARD_FOR_ITER => fused::backward_to_iterator(m, i),
        Op::COMPARE_OP_POP_JUMP_IF_FALSE => arith::compare_and_jump(m, i, false),
        Op::COMPARE_OP_POP_JUMP_IF_TRUE => arith::compare_and_jump(m, i, true),
    }
}
