//! The stubs: small functions that live as long as the engine.
//!
//! A cold path that returns to its trace must not cost the hot path its registers. So it calls a
//! `PreserveAll` function, which saves what a C call may destroy, makes the call through the
//! table in the context, and leaves the result there (functions of that convention return
//! nothing). Few and permanent: exactly what `JITModule` is good at.
#![allow(unsafe_code, reason = "frees the memory of the stubs")]

use std::sync::{Mutex, PoisonError};

use cranelift_codegen::Context;
use cranelift_codegen::ir::{AbiParam, InstBuilder, MemFlagsData, Signature, types};
use cranelift_codegen::isa::{CallConv, OwnedTargetIsa};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};
use cranelift_jit::{JITBuilder, JITModule};
use cranelift_module::{Linkage, Module};

use super::isa::{BackendError, host_isa};
use crate::backend::context::{CTX_STUB_RESULT, StubRow, StubTable};

/// The stubs' code and their entry points. Must outlive all code that calls them.
pub struct Stubs {
    table: StubTable,
    /// In a mutex to be shareable; nobody looks at it before the drop.
    code: Mutex<Option<JITModule>>,
}

impl Stubs {
    /// Compiles all stubs for this machine.
    pub fn new() -> Result<Self, BackendError> {
        let isa = host_isa(cfg!(debug_assertions))?;
        let (module, entries) = build_all(isa)?;
        Ok(Self { table: StubTable::from_entries(&entries), code: Mutex::new(Some(module)) })
    }

    /// Entry points, for [`crate::backend::context::JitCtx::new`].
    pub fn table(&self) -> StubTable {
        self.table
    }
}

impl Drop for Stubs {
    fn drop(&mut self) {
        let code = self.code.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Some(code) = code.take() {
            // SAFETY: whoever owns the stubs drops them after all code that calls them.
            unsafe { code.free_memory() };
        }
    }
}

fn build_all(isa: OwnedTargetIsa) -> Result<(JITModule, Vec<usize>), BackendError> {
    let mut module = JITModule::new(JITBuilder::with_isa(isa, cranelift_module::default_libcall_names()));
    let mut context = module.make_context();
    let mut builder_context = FunctionBuilderContext::new();
    let mut ids = Vec::new();
    for row in StubRow::ALL {
        build(*row, &module, &mut context, &mut builder_context);
        let id = module.declare_function(row.name, Linkage::Local, &context.func.signature);
        let id = id.map_err(|e| BackendError::new(&e))?;
        module.define_function(id, &mut context).map_err(|e| BackendError::new(&e))?;
        module.clear_context(&mut context);
        ids.push(id);
    }
    module.finalize_definitions().map_err(|e| BackendError::new(&e))?;
    let entries: Vec<usize> = ids.iter().map(|&id| module.get_finalized_function(id) as usize).collect();
    Ok((module, entries))
}

/// Signature of a stub: context and arguments, all registers preserved.
pub(super) fn stub_signature(row: StubRow) -> Signature {
    signature(row, CallConv::PreserveAll)
}

fn signature(row: StubRow, convention: CallConv) -> Signature {
    let mut signature = Signature::new(convention);
    signature.params.push(AbiParam::new(types::I64));
    let types = row.args.bytes().map(|arg| if arg == b'f' { types::F64 } else { types::I64 });
    signature.params.extend(types.map(AbiParam::new));
    signature
}

fn build(row: StubRow, module: &JITModule, context: &mut Context, builder_context: &mut FunctionBuilderContext) {
    context.func.signature = stub_signature(row);
    let mut target_signature = signature(row, module.isa().default_call_conv());
    if row.result {
        target_signature.returns.push(AbiParam::new(types::I64));
    }
    let mut b = FunctionBuilder::new(&mut context.func, builder_context);
    let block = b.create_block();
    b.append_block_params_for_function_params(block);
    b.switch_to_block(block);
    let arguments = b.block_params(block).to_vec();
    let ctx = arguments[0];
    let target_signature = b.import_signature(target_signature);
    let flags = MemFlagsData::trusted();
    let target = b.ins().load(types::I64, flags, ctx, row.target);
    let call = b.ins().call_indirect(target_signature, target, &arguments);
    if let Some(&result) = b.inst_results(call).first() {
        b.ins().store(flags, result, ctx, CTX_STUB_RESULT);
    }
    b.ins().return_(&[]);
    b.seal_all_blocks();
    b.finalize(module.isa().frontend_config());
}
