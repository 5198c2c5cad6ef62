//! The backend: trees to code in the arena, and running it.

use std::sync::atomic::AtomicU8;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::compile::{Compiler, Detail, MachineCode};
use super::isa::BackendError;
use super::lower::{LowerError, LowerOptions, lower_tree};
use super::stubs::Stubs;
use crate::backend::context::{JUMP, JitCtx, StubTable};
use crate::backend::{Backend, CompileError};
use crate::cache::{ArenaError, ArenaStats, CodeArena, CodeBlock, ForkCopy};
use crate::ir::descr::Descrs;
use crate::ir::tree::{ExitId, Tree};
use crate::ir::word::EngineConfig;

/// Bytes of machine code that are kept at once, where nobody says otherwise.
pub const CODE_BYTES: usize = 64 << 20;

impl Compiler {
    /// Compiles a tree as one function `extern "C" fn(ctx, frame) -> exit`.
    ///
    /// # Errors
    /// When the tree is larger than the options allow, or the code generator refuses it.
    pub fn compile_tree(
        &mut self,
        tree: &Tree,
        descrs: &Descrs,
        options: &LowerOptions,
        detail: Detail,
    ) -> Result<MachineCode, LowerError> {
        self.compile(detail, |asm| lower_tree(asm, tree, descrs, options))
    }
}

/// Where code lives, with the stubs that it calls. Shared by all who install or free.
#[derive(Clone)]
pub struct CodeHome {
    arena: Arc<Mutex<CodeArena>>,
    stubs: Arc<Stubs>,
}

impl CodeHome {
    /// An empty arena of at most `capacity` bytes, and compiled stubs.
    ///
    /// # Errors
    /// When the machine is unsupported.
    pub fn new(capacity: usize) -> Result<Self, BackendError> {
        Ok(Self { arena: Arc::new(Mutex::new(CodeArena::new(capacity))), stubs: Arc::new(Stubs::new()?) })
    }

    /// Entry points of the stubs, for [`JitCtx::new`].
    pub fn stubs(&self) -> StubTable {
        self.stubs.table()
    }

    /// Bytes by state.
    pub fn stats(&self) -> ArenaStats {
        self.arena().stats()
    }

    /// Puts the code of `tree` into executable memory.
    ///
    /// # Errors
    /// When there is none left.
    pub fn install(&self, tree: &Tree, code: &MachineCode) -> Result<NativeCode, ArenaError> {
        let block = self.arena().install(&code.bytes, code.hot.clone())?;
        Ok(NativeCode { block: Some(block), home: self.clone(), _valid: tree.valid.clone() })
    }

    /// A copy of all code for a child process. See [`CodeArena::before_fork`].
    ///
    /// # Errors
    /// When the system refuses the memory.
    pub fn before_fork(&self) -> Result<ForkCopy, ArenaError> {
        self.arena().before_fork()
    }

    /// Puts the copy in place of the shared memory.
    ///
    /// # Errors
    /// When the system refuses the mappings.
    pub fn in_child(&self, copy: ForkCopy) -> Result<(), ArenaError> {
        self.arena().in_child(copy)
    }

    fn arena(&self) -> MutexGuard<'_, CodeArena> {
        self.arena.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A compiled tree in executable memory. Dropping it frees the memory: see [`Backend::Code`].
pub struct NativeCode {
    block: Option<CodeBlock>,
    home: CodeHome,
    /// The code reads this byte.
    _valid: Arc<AtomicU8>,
}

impl NativeCode {
    /// Runs the code until it leaves; gives the exit.
    ///
    /// # Safety
    /// As for [`Backend::run`].
    pub unsafe fn enter(&self, ctx: *mut JitCtx, frame: *mut u64) -> ExitId {
        // SAFETY: the block holds a complete function of this type; the rest is the caller's promise.
        unsafe {
            let mut code = self.entry();
            loop {
                let function = std::mem::transmute::<*const u8, extern "C" fn(*mut JitCtx, *mut u64) -> u32>(code);
                let exit = function(ctx, frame);
                if exit != JUMP {
                    return ExitId(exit);
                }
                code = (*ctx).scratch as *const u8;
            }
        }
    }

    /// Address of the first instruction.
    pub fn entry(&self) -> *const u8 {
        self.block().entry()
    }

    /// Bytes of machine code.
    pub fn size(&self) -> usize {
        self.block().len()
    }

    fn block(&self) -> &CodeBlock {
        match &self.block {
            Some(block) => block,
            None => unreachable!("taken by drop only"),
        }
    }
}

impl Drop for NativeCode {
    fn drop(&mut self) {
        if let Some(block) = self.block.take() {
            // SAFETY: the owner drops code only when no activation of it is left.
            unsafe { self.home.arena().free(block) };
        }
    }
}

/// The backend that makes machine code, compiling in place.
pub struct CraneliftBackend {
    compiler: Compiler,
    home: CodeHome,
    options: LowerOptions,
}

impl CraneliftBackend {
    /// For the machine that this runs on.
    ///
    /// # Errors
    /// When the machine is unsupported.
    pub fn new(config: &EngineConfig) -> Result<Self, BackendError> {
        let options =
            LowerOptions { float_type: config.float_type, int_type: config.int_type, ..LowerOptions::default() };
        Ok(Self { compiler: Compiler::new()?, home: CodeHome::new(CODE_BYTES)?, options })
    }

    /// The same with other options.
    #[must_use]
    pub fn with_options(self, options: LowerOptions) -> Self {
        Self { options, ..self }
    }

    /// Where the code lives.
    pub fn home(&self) -> &CodeHome {
        &self.home
    }

    /// Compiles and tells all about it.
    ///
    /// # Errors
    /// See [`Compiler::compile_tree`].
    pub fn explain(&mut self, tree: &Tree, descrs: &Descrs) -> Result<MachineCode, LowerError> {
        self.compiler.compile_tree(tree, descrs, &self.options, Detail::ALL)
    }
}

impl Backend for CraneliftBackend {
    type Code = NativeCode;

    fn compile(&mut self, tree: &Tree, descrs: &Descrs) -> Result<NativeCode, CompileError> {
        let code = self.compiler.compile_tree(tree, descrs, &self.options, Detail::default());
        let code = code.map_err(|e| CompileError(e.to_string()))?;
        self.home.install(tree, &code).map_err(|e| CompileError(e.to_string()))
    }

    unsafe fn run(&self, code: &NativeCode, ctx: &mut JitCtx, frame: *mut u64) -> ExitId {
        // SAFETY: the caller's promise.
        unsafe { code.enter(ctx, frame) }
    }
}
