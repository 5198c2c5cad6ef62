//! Opcode handlers, each written once and generic over the machine, and the dispatch that picks them.
//!
//! To add an opcode: a line in `bytecode/op.rs`, a handler in the room of its kind, an arm here. What is rare is an
//! [`Opaque`](crate::machine::Opaque) operation in `slow`, `build` or `cold`.

pub mod arith;
pub mod attr;
pub mod build;
pub mod call;
pub mod cold;
pub mod frames;
pub mod intrinsic;
pub mod iter;
pub mod jump;
pub mod load;
pub mod slow;
pub mod subscr;
pub mod text;

use crate::machine::{Machine, R};
use crate::object::WellKnownNames;
use taipan_bytecode::{Instr, Op};

/// The names of special methods.
#[inline(always)]
pub(crate) fn names() -> &'static WellKnownNames {
    crate::object::known_names()
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
        Op::DELETE_FAST => load::delete_fast(m, i),
        Op::LOAD_CONST => load::constant(m, i),
        Op::LOAD_SMALL_INT => load::small_int(m, i),
        Op::LOAD_COMMON_CONSTANT => cold::common_constant(m, i),
        Op::PUSH_NULL => load::null(m, i),
        Op::POP_TOP | Op::POP_ITER | Op::END_FOR => load::pop_top(m, i),
        Op::COPY => load::copy(m, i),
        Op::SWAP => load::swap(m, i),
        Op::LOAD_GLOBAL => load::global(m, i),
        Op::STORE_GLOBAL => load::store_global(m, i),
        Op::DELETE_GLOBAL => cold::delete_global(m, i),
        Op::LOAD_NAME => load::name(m, i),
        Op::STORE_NAME => load::store_name(m, i),
        Op::DELETE_NAME => cold::delete_name(m, i),
        Op::LOAD_LOCALS => cold::load_locals(m, i),
        Op::LOAD_FROM_DICT_OR_GLOBALS => cold::from_dict_or_globals(m, i),
        Op::LOAD_FROM_DICT_OR_DEREF => cold::from_dict_or_deref(m, i),
        Op::MAKE_CELL => load::make_cell(m, i),
        Op::COPY_FREE_VARS => load::copy_free_vars(m, i),
        Op::LOAD_DEREF => load::deref(m, i),
        Op::STORE_DEREF => load::store_deref(m, i),
        Op::DELETE_DEREF => cold::delete_deref(m, i),
        Op::LOAD_BUILD_CLASS => cold::load_build_class(m, i),
        Op::LOAD_ATTR => attr::load(m, i),
        Op::STORE_ATTR => attr::store(m, i),
        Op::DELETE_ATTR => cold::delete_attr(m, i),
        Op::LOAD_SUPER_ATTR => cold::load_super_attr(m, i),
        Op::LOAD_SPECIAL => cold::load_special(m, i),
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
        Op::UNPACK_EX => build::unpack_ex(m, i),
        Op::GET_LEN => build::get_len(m, i),
        Op::BUILD_TUPLE => build::tuple(m, i),
        Op::BUILD_LIST => build::list(m, i),
        Op::BUILD_SET => build::set(m, i),
        Op::BUILD_MAP => build::map(m, i),
        Op::BUILD_STRING => build::string(m, i),
        Op::BUILD_SLICE => build::slice(m, i),
        Op::BUILD_TEMPLATE => cold::build_template(m, i),
        Op::BUILD_INTERPOLATION => cold::build_interpolation(m, i),
        Op::LIST_APPEND => build::list_append(m, i),
        Op::SET_ADD => build::set_add(m, i),
        Op::MAP_ADD => build::map_add(m, i),
        Op::LIST_EXTEND => build::list_extend(m, i),
        Op::SET_UPDATE => build::set_update(m, i),
        Op::DICT_UPDATE => build::dict_update(m, i),
        Op::DICT_MERGE => build::dict_merge(m, i),
        Op::FORMAT_SIMPLE => build::format_simple(m, i),
        Op::FORMAT_WITH_SPEC => build::format_with_spec(m, i),
        Op::CONVERT_VALUE => build::convert(m, i),
        Op::CALL => call::call(m, i),
        Op::CALL_KW => call::call_kw(m, i),
        Op::CALL_FUNCTION_EX => cold::call_ex(m, i),
        Op::CALL_INTRINSIC_1 => cold::intrinsic_1(m, i),
        Op::CALL_INTRINSIC_2 => cold::intrinsic_2(m, i),
        Op::MAKE_FUNCTION => cold::make_function(m, i),
        Op::SET_FUNCTION_ATTRIBUTE => cold::set_function_attribute(m, i),
        Op::RETURN_VALUE => call::return_value(m, i),
        Op::RETURN_GENERATOR => frames::return_generator(m, i),
        Op::YIELD_VALUE => frames::yield_value(m, i),
        Op::SEND => frames::send(m, i),
        Op::END_SEND => frames::end_send(m, i),
        Op::CLEANUP_THROW => frames::cleanup_throw(m, i),
        Op::GET_YIELD_FROM_ITER => frames::get_yield_from_iter(m, i),
        Op::GET_AWAITABLE => frames::get_awaitable(m, i),
        Op::GET_AITER => frames::get_aiter(m, i),
        Op::GET_ANEXT => frames::get_anext(m, i),
        Op::END_ASYNC_FOR => frames::end_async_for(m, i),
        Op::PUSH_EXC_INFO => frames::push_exc_info(m, i),
        Op::POP_EXCEPT => frames::pop_except(m, i),
        Op::CHECK_EXC_MATCH => frames::check_exc_match(m, i),
        Op::CHECK_EG_MATCH => frames::check_eg_match(m, i),
        Op::RERAISE => frames::reraise(m, i),
        Op::RAISE_VARARGS => frames::raise(m, i),
        Op::WITH_EXCEPT_START => frames::with_except_start(m, i),
        Op::MATCH_MAPPING => cold::match_mapping(m, i),
        Op::MATCH_SEQUENCE => cold::match_sequence(m, i),
        Op::MATCH_KEYS => cold::match_keys(m, i),
        Op::MATCH_CLASS => cold::match_class(m, i),
        Op::IMPORT_NAME => cold::import_name(m, i),
        Op::IMPORT_FROM => cold::import_from(m, i),
        Op::SETUP_ANNOTATIONS => cold::setup_annotations(m, i),
        Op::LOAD_FAST_LOAD_FAST => {
            load::fast(m, i)?;
            let j = jump::take_next(m);
            load::fast(m, j)
        }
        Op::LOAD_FAST_LOAD_ATTR => attr::load_from_local(m, i),
        Op::LOAD_FAST_LOAD_CONST => {
            load::fast(m, i)?;
            let j = jump::take_next(m);
            load::constant(m, j)
        }
        Op::LOAD_FAST_LOAD_SMALL_INT => {
            load::fast(m, i)?;
            let j = jump::take_next(m);
            load::small_int(m, j)
        }
        Op::LOAD_FAST_STORE_ATTR => attr::store_to_local(m, i),
        Op::STORE_FAST_LOAD_FAST => {
            load::store_fast(m, i)?;
            let j = jump::take_next(m);
            load::fast(m, j)
        }
        Op::STORE_FAST_STORE_FAST => {
            load::store_fast(m, i)?;
            let j = jump::take_next(m);
            load::store_fast(m, j)
        }
        Op::COMPARE_OP_POP_JUMP_IF_FALSE => arith::compare_and_jump(m, i, false),
        Op::COMPARE_OP_POP_JUMP_IF_TRUE => arith::compare_and_jump(m, i, true),
    }
}
