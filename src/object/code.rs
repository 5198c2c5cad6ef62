//! Code objects at run time: the compiler's [`Code`] with its constants and names as objects, the instructions that run
//! (superinstructions laid over them), and one inline cache per site.
//!
//! A code object serves one globals dict: a function made with other globals gets a copy, so that inline caches never need to
//! ask which globals they were filled for.

#![allow(unsafe_code, reason = "handlers read constants and caches through raw pointers")]

use super::{Kind, Owned, Payload, Ref, Value, Visit};
use std::cell::{Cell, OnceCell, UnsafeCell};
use std::sync::Arc;
use taipan_bytecode::{Code, CodeFlags, Instr, Op};

/// An inline cache. What the words mean is the business of the handler that owns the site.
#[derive(Clone, Copy, Default)]
#[repr(C)]
pub struct Site {
    /// What must still hold: a shape id, a type version, an address. 0: empty.
    pub key: u64,
    /// What follows from it: an address, a slot, a value that its owner keeps alive.
    pub data: u64,
    /// A second datum, a kind.
    pub kind: u32,
    /// Counter of a loop or an entry; index of a trace tree once compiled.
    pub counter: u32,
}

/// The body of a code object.
pub struct CodeBody {
    /// What the compiler made.
    pub code: Arc<Code>,
    /// Instructions as they run.
    pub(crate) instrs: UnsafeCell<Box<[Instr]>>,
    /// Constants as objects.
    pub(crate) consts: Box<[Owned]>,
    /// Names as interned strings.
    pub(crate) names: Box<[Owned]>,
    /// Names of all variables (locals, cells, frees) as interned strings.
    pub(crate) variables: Box<[Owned]>,
    /// Inline caches.
    pub(crate) sites: UnsafeCell<Box<[Site]>>,
    /// Number of variables.
    pub(crate) nlocals: u32,
    /// Stack slots that a frame needs: variables and value stack.
    pub(crate) frame_size: u32,
    /// Positional arguments.
    pub(crate) argcount: u32,
    /// Whether a call with exactly `argcount` positional arguments needs nothing but to enter: no `*args`, no keyword-only
    /// parameters, no generator.
    pub(crate) simple: bool,
    /// Name and qualified name as interned strings, once a function was made of it.
    pub(crate) labels: OnceCell<(Owned, Owned)>,
    /// The globals that inline caches were filled for; compared by address only.
    pub(crate) globals: Cell<u64>,
}

impl Payload for CodeBody {
    const KIND: Kind = Kind::Code;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.all(&self.consts);
        visit.all(&self.names);
        visit.all(&self.variables);
        visit.all(self.labels.get().into_iter().flat_map(|l| [&l.0, &l.1]));
    }
}

impl CodeBody {
    /// The first instruction.
    #[inline(always)]
    pub(crate) fn start(&self) -> *const Instr {
        // SAFETY: the box is made once; its address does not change.
        unsafe { (*self.instrs.get()).as_ptr() }
    }

    /// The inline caches.
    #[inline(always)]
    pub(crate) fn site_ptr(&self) -> *mut Site {
        // SAFETY: as for `start`.
        unsafe { (*self.sites.get()).as_mut_ptr() }
    }

    /// The constants as bare words.
    #[inline(always)]
    pub(crate) fn const_ptr(&self) -> *const Value {
        self.consts.as_ptr() as *const Value
    }

    /// The interned name with this index.
    #[inline(always)]
    pub fn name(&self, i: usize) -> Ref<'_> {
        self.names[i].lend()
    }

    /// The index of an instruction.
    #[inline]
    pub(crate) fn index_of(&self, pc: *const Instr) -> u32 {
        // SAFETY: callers pass pointers into this code's instructions.
        unsafe { pc.offset_from(self.start()) as u32 }
    }

    /// The constants as objects.
    pub fn constants(&self) -> Vec<Owned> {
        self.consts.to_vec()
    }

    /// The same instructions with other data around them, for `code.replace()`: caches are empty, hot loops count anew.
    pub(crate) fn with_data(&self, code: Code, consts: Option<Vec<Owned>>, threshold: u32) -> CodeBody {
        let mut sites = vec![Site::default(); code.nsites as usize];
        start_counters(&code, &mut sites, threshold);
        CodeBody {
            // SAFETY: nobody changes the instructions while the VM is here.
            instrs: UnsafeCell::new(unsafe { (*self.instrs.get()).clone() }),
            consts: consts.map_or_else(|| self.consts.clone(), Into::into),
            names: self.names.clone(),
            variables: self.variables.clone(),
            sites: UnsafeCell::new(sites.into()),
            nlocals: self.nlocals,
            frame_size: self.frame_size,
            argcount: self.argcount,
            simple: self.simple,
            labels: OnceCell::new(),
            globals: Cell::new(0),
            code: Arc::new(code),
        }
    }
}

/// Sets the counters of back-edges, and of the entry where code begins with it.
pub(crate) fn start_counters(code: &Code, sites: &mut [Site], threshold: u32) {
    let entry = entry_unit(code).filter(|_| code.flags.has(CodeFlags::OPTIMIZED));
    for (unit, i) in code.code.iter().enumerate() {
        if i.op() == Op::JUMP_BACKWARD || entry == Some(unit) {
            sites[i.aux() as usize].counter = threshold;
        }
    }
}

/// The `RESUME` with which a function's own code begins, behind what prepares its cells.
pub(crate) fn entry_unit(code: &Code) -> Option<usize> {
    let prepares = |i: &Instr| matches!(i.op(), Op::MAKE_CELL | Op::COPY_FREE_VARS);
    let unit = code.code.iter().position(|i| !prepares(i))?;
    (code.code[unit].op() == Op::RESUME).then_some(unit)
}
