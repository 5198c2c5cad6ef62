//! From a filled function to bytes, with what the log wants to know about them.

use std::ops::{Range, RangeInclusive};
use std::time::{Duration, Instant};

use cranelift_codegen::Context;
use cranelift_codegen::control::ControlPlane;
use cranelift_codegen::isa::{CallConv, OwnedTargetIsa, TargetIsa};
use cranelift_codegen::settings;
use cranelift_codegen::{CompiledCode, Final, MachSrcLoc};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};
use target_lexicon::Architecture;

use super::asm::{Asm, Features};
use super::isa::{BackendError, host_isa};

/// How much to tell about a compilation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    /// Keep the CLIF text.
    pub clif: bool,
    /// Keep a disassembly.
    pub assembly: bool,
}

impl Detail {
    /// Everything.
    pub const ALL: Self = Self { clif: true, assembly: true };
}

/// A stretch of machine code and the trace op that it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceRange {
    /// First byte, relative to the function.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What the lowering passed to `set_srcloc`.
    pub location: u32,
}

/// Position-independent machine code of one function.
#[derive(Clone, Debug)]
pub struct MachineCode {
    /// The bytes, entry first.
    pub bytes: Vec<u8>,
    /// Size of the frame in bytes.
    pub frame_size: u32,
    /// CLIF instructions.
    pub instructions: usize,
    /// Building the CLIF.
    pub build_time: Duration,
    /// From CLIF to bytes.
    pub compile_time: Duration,
    /// CLIF text, if asked for.
    pub clif: Option<String>,
    /// Disassembly, if asked for: with the feature `disas` one instruction per line behind its
    /// offset in hexadecimal, else Cranelift's own listing by blocks.
    pub assembly: Option<String>,
    /// Which op made which bytes.
    pub sources: Vec<SourceRange>,
    /// The root's loop, without what is out of line; empty if there is none.
    pub hot: Range<usize>,
}

/// A code generator with its reusable memory. `Send`, so that a worker thread can own it.
pub struct Compiler {
    isa: OwnedTargetIsa,
    context: Context,
    builder_context: FunctionBuilderContext,
    features: Features,
}

impl Compiler {
    /// For the machine that this runs on.
    pub fn new() -> Result<Self, BackendError> {
        Self::with_verifier(cfg!(debug_assertions))
    }

    /// With a choice whether Cranelift verifies what it is given; that costs 60 % more time.
    pub fn with_verifier(verify: bool) -> Result<Self, BackendError> {
        let isa = host_isa(verify)?;
        let features = Features {
            round: has(&isa, "has_sse41"),
            fma: has(&isa, "has_fma"),
            byte_tests: isa.triple().architecture == Architecture::X86_64,
            c_call: CallConv::triple_default(isa.triple()),
        };
        Ok(Self { isa, context: Context::new(), builder_context: FunctionBuilderContext::new(), features })
    }

    /// Gives the memory of what was compiled back to the system. The next function finds its own.
    pub fn rest(&mut self) {
        self.context = Context::new();
        self.builder_context = FunctionBuilderContext::new();
        #[cfg(target_env = "gnu")]
        // SAFETY: the allocator may be asked at any time; it keeps what is in use.
        unsafe {
            libc::malloc_trim(0);
        }
    }

    /// Builds one function with `fill` and compiles it. `fill` gives the source locations of the
    /// hot loop.
    pub(super) fn compile<E: From<BackendError>>(
        &mut self,
        detail: Detail,
        fill: impl FnOnce(&mut Asm<'_>) -> Result<Option<RangeInclusive<u32>>, E>,
    ) -> Result<MachineCode, E> {
        let start = Instant::now();
        self.context.clear();
        let builder = FunctionBuilder::new(&mut self.context.func, &mut self.builder_context);
        let mut asm = Asm::new(builder, self.features);
        let hot = match fill(&mut asm) {
            Ok(hot) => hot,
            Err(e) => {
                // A half-built function leaves the builder's memory in disorder.
                drop(asm);
                self.builder_context = FunctionBuilderContext::new();
                return Err(e);
            }
        };
        asm.b.seal_all_blocks();
        asm.b.finalize(self.isa.frontend_config());
        let build_time = start.elapsed();
        let clif = detail.clif.then(|| self.context.func.display().to_string());
        let instructions = self.context.func.dfg.num_insts();
        self.context.set_disasm(detail.assembly && !cfg!(feature = "disas"));
        let start = Instant::now();
        let compiled = self
            .context
            .compile(&*self.isa, &mut ControlPlane::default())
            .map_err(|e| BackendError::new(&format_args!("{:?}", e.inner)))?;
        let compile_time = start.elapsed();
        assert!(compiled.buffer.relocs().is_empty(), "trace code calls through addresses, never through symbols");
        let sources = compiled.buffer.get_srclocs_sorted().iter().filter(|s| !s.loc.is_default());
        let range = |s: &MachSrcLoc<Final>| SourceRange { start: s.start, end: s.end, location: s.loc.bits() };
        let sources: Vec<SourceRange> = sources.map(range).collect();
        Ok(MachineCode {
            bytes: compiled.code_buffer().to_vec(),
            frame_size: compiled.buffer.frame_layout().map_or(0, |l| l.frame_to_fp_offset),
            instructions,
            build_time,
            compile_time,
            clif,
            assembly: detail.assembly.then(|| disassemble(&*self.isa, compiled)),
            hot: hot.map_or(0..0, |locations| hot_range(&sources, &locations)),
            sources,
        })
    }
}

#[cfg(feature = "disas")]
fn disassemble(isa: &dyn TargetIsa, code: &CompiledCode) -> String {
    let listing = isa.to_capstone().and_then(|capstone| {
        let instructions = capstone.disasm_all(code.code_buffer(), 0)?;
        let mut text = String::new();
        for i in instructions.iter() {
            let (name, operands) = (i.mnemonic().unwrap_or("?"), i.op_str().unwrap_or(""));
            text += &format!("{:6x}: {name} {operands}\n", i.address());
        }
        Ok(text)
    });
    listing.unwrap_or_else(|e| format!("no disassembly: {e}\n"))
}

#[cfg(not(feature = "disas"))]
fn disassemble(_: &dyn TargetIsa, code: &CompiledCode) -> String {
    code.vcode.clone().unwrap_or_default()
}

/// The first stretch of code that comes from these locations.
fn hot_range(sources: &[SourceRange], locations: &RangeInclusive<u32>) -> Range<usize> {
    let is_hot = |s: &&SourceRange| locations.contains(&s.location);
    let mut run = sources.iter().skip_while(|s| !is_hot(s)).take_while(is_hot);
    let Some(first) = run.next() else { return 0..0 };
    first.start as usize..run.last().unwrap_or(first).end as usize
}

/// Whether the machine has what an x86-64 may lack; others have it all.
fn has(isa: &OwnedTargetIsa, flag: &str) -> bool {
    let on = |f: &settings::Value| f.name == flag && f.as_bool() == Some(true);
    isa.triple().architecture != Architecture::X86_64 || isa.isa_flags().iter().any(on)
}
