//! [`Engine`]: trees by number.

use std::cell::Cell;
use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use super::event::{Compiled, Event, What};
use super::heat::{Heat, State};
use super::job::{Job, Optimiser, Outcome, Workshop, run_guarded};
use super::perf::PerfMap;
use super::worker::{Notify, Worker};
use crate::backend::context::StubTable;
use crate::backend::cranelift::{
    BackendError, CODE_BYTES, CodeHome, Compiler, Detail, LowerOptions, MachineCode, NativeCode,
};
use crate::cache::{ArenaError, ArenaStats, ForkCopy};
use crate::ir::descr::Descrs;
use crate::ir::resolve::{ExitPlan, resolve_exit};
use crate::ir::trace::{Trace, TraceKind};
use crate::ir::tree::{ExitId, Tree};
use crate::ir::word::EngineConfig;

/// A tree of an engine. Numbers are not used twice.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct TreeId(pub u32);

/// How an engine works.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What is to be known about the heap.
    pub heap: EngineConfig,
    /// Compile on a thread of its own; otherwise in place, which makes runs deterministic.
    pub worker: bool,
    /// Hits after which an exit is hot.
    pub exit_threshold: u32,
    /// Stress: every exit is taken once.
    pub exit_everywhere: bool,
    /// Trees may be called by trees.
    pub callable: bool,
    /// Most bridges of a tree.
    pub max_bridges: usize,
    /// Most CLIF instructions of a tree with bridges.
    pub max_instructions: usize,
    /// Most CLIF instructions of a root alone: enough for the longest trace.
    pub max_root_instructions: usize,
    /// Bytes of machine code that are kept; beyond, the least used trees go.
    pub code_bytes: usize,
    /// Keep texts of code in events.
    pub detail: Detail,
    /// Write symbols for `perf`.
    pub perf_map: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            heap: EngineConfig::default(),
            worker: true,
            exit_threshold: 30,
            exit_everywhere: false,
            callable: false,
            max_bridges: 64,
            max_instructions: 20_000,
            max_root_instructions: 60_000,
            code_bytes: CODE_BYTES,
            detail: Detail::default(),
            perf_map: false,
        }
    }
}

/// The engine could not be made.
#[derive(Debug)]
pub enum EngineError {
    /// The machine is unsupported.
    Backend(BackendError),
    /// No thread, or no symbol file.
    System(std::io::Error),
}

impl From<BackendError> for EngineError {
    fn from(e: BackendError) -> Self {
        Self::Backend(e)
    }
}

impl From<std::io::Error> for EngineError {
    fn from(e: std::io::Error) -> Self {
        Self::System(e)
    }
}

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Backend(e) => e.fmt(f),
            Self::System(e) => e.fmt(f),
        }
    }
}

impl std::error::Error for EngineError {}

/// What to do after an exit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Go on in the interpreter.
    Interpret,
    /// The exit is hot: record a bridge from here. Whoever does not, or gives up, says
    /// [`Engine::abort_bridge`].
    Record,
}

/// Where a tree is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TreeState {
    /// Its first code is being made.
    Compiling,
    /// It can be entered.
    Ready,
    /// Its root was refused.
    Refused,
    /// An assumption was broken.
    Invalid,
}

struct Slot {
    state: TreeState,
    tree: Option<Arc<Tree>>,
    code: Option<Arc<NativeCode>>,
    version: u32,
    heat: Vec<Heat>,
    plans: Vec<Option<Arc<ExitPlan>>>,
    /// Recorded bridges that wait for the next compilation.
    waiting: Vec<Trace>,
    /// Crossings of exits whose bridges wait.
    lost: usize,
    in_work: bool,
    ops: usize,
    /// How often the code was asked for, halved when the arena is full.
    uses: Cell<u32>,
}

/// The slots of trees, by number. Numbers are not used again, so that a log speaks of one tree each; a forgotten tree
/// leaves one word.
#[derive(Default)]
struct Slots(Vec<Option<Box<Slot>>>);

impl Slots {
    fn add(&mut self, slot: Slot) -> TreeId {
        self.0.push(Some(Box::new(slot)));
        TreeId(self.0.len() as u32 - 1)
    }

    fn remove(&mut self, id: TreeId) {
        self.0[id.0 as usize] = None;
    }

    fn ids(&self) -> Vec<TreeId> {
        (0..).map(TreeId).zip(&self.0).filter(|s| s.1.is_some()).map(|s| s.0).collect()
    }

    fn iter(&self) -> impl Iterator<Item = &Slot> {
        self.0.iter().flatten().map(|s| &**s)
    }

    fn iter_mut(&mut self) -> impl Iterator<Item = &mut Slot> {
        self.0.iter_mut().flatten().map(|s| &mut **s)
    }
}

const FORGOTTEN: &str = "a tree that was forgotten is not asked for";

impl std::ops::Index<usize> for Slots {
    type Output = Slot;
    fn index(&self, i: usize) -> &Slot {
        self.0[i].as_deref().expect(FORGOTTEN)
    }
}

impl std::ops::IndexMut<usize> for Slots {
    fn index_mut(&mut self, i: usize) -> &mut Slot {
        self.0[i].as_deref_mut().expect(FORGOTTEN)
    }
}

/// Owns trees and their code. See the module's page.
pub struct Engine {
    settings: Settings,
    home: CodeHome,
    shop: Workshop,
    /// Compiles in place when there is no worker.
    compiler: Option<Compiler>,
    worker: Option<Worker>,
    slots: Slots,
    /// Native code may be running.
    busy: bool,
    /// Code that was replaced meanwhile.
    retired: Vec<Arc<NativeCode>>,
    events: Vec<Event>,
    born: Instant,
    perf: Option<PerfMap>,
}

impl Engine {
    /// An engine without trees. `notify` is called on the compile thread when something is ready
    /// for [`Engine::install_finished`].
    ///
    /// # Errors
    /// When the machine is unsupported, or a thread or the symbol file cannot be had.
    pub fn new(
        settings: Settings,
        descrs: Arc<Descrs>,
        optimiser: Arc<dyn Optimiser>,
        notify: Notify,
    ) -> Result<Self, EngineError> {
        let home = CodeHome::new(settings.code_bytes)?;
        let options = LowerOptions {
            float_type: settings.heap.float_type,
            int_type: settings.heap.int_type,
            max_instructions: settings.max_instructions,
            exit_everywhere: settings.exit_everywhere,
            callable: settings.callable,
            ..LowerOptions::default()
        };
        let max_root = settings.max_root_instructions;
        let shop = Workshop { optimiser, descrs, options, max_root, detail: settings.detail };
        let compiler = Compiler::new()?;
        let (compiler, worker) = if settings.worker {
            (None, Some(Worker::start(compiler, shop.clone(), notify)?))
        } else {
            (Some(compiler), None)
        };
        let perf = settings.perf_map.then(PerfMap::open).transpose()?;
        let born = Instant::now();
        Ok(Self {
            settings,
            home,
            shop,
            compiler,
            worker,
            slots: Slots::default(),
            busy: false,
            retired: Vec::new(),
            events: Vec::new(),
            born,
            perf,
        })
    }

    /// Entry points of the stubs, for [`JitCtx::new`](crate::backend::context::JitCtx::new).
    pub fn stubs(&self) -> StubTable {
        self.home.stubs()
    }

    /// Descriptors.
    pub fn descrs(&self) -> &Arc<Descrs> {
        &self.shop.descrs
    }

    // Growing.

    /// Takes a recorded root trace. In place the tree is ready, or refused, on return.
    pub fn add_loop(&mut self, recorded: Trace) -> TreeId {
        let id = self.slots.add(Slot {
            state: TreeState::Compiling,
            tree: None,
            code: None,
            version: 0,
            heat: Vec::new(),
            plans: Vec::new(),
            waiting: vec![recorded],
            lost: 0,
            in_work: false,
            ops: 0,
            uses: Cell::new(0),
        });
        self.start(id);
        id
    }

    /// Takes a recorded bridge for the exit that its kind names. The tree is compiled again at
    /// once when the number of bridges has doubled; otherwise when the crossings that are lost by
    /// waiting weigh as much as a compilation.
    pub fn add_bridge(&mut self, id: TreeId, recorded: Trace) {
        let TraceKind::Bridge(exit) = recorded.kind else { panic!("a bridge hangs on an exit") };
        let slot = &mut self.slots[id.0 as usize];
        slot.heat[exit.0 as usize].begin();
        slot.waiting.push(recorded);
        let compiled = slot.tree.as_ref().map_or(0, |tree| tree.nodes.len() - 1);
        if slot.waiting.len() >= compiled {
            self.start(id);
        }
    }

    /// Recording a bridge was given up, or never begun.
    pub fn abort_bridge(&mut self, id: TreeId, exit: ExitId, reason: &str) {
        let heat = &mut self.slots[id.0 as usize].heat[exit.0 as usize];
        heat.failed();
        let next_try = heat.next_try();
        self.event(id, What::Aborted { exit, reason: reason.to_owned(), next_try });
    }

    /// Counts an exit and says what to do.
    pub fn note_exit(&mut self, id: TreeId, exit: ExitId) -> Next {
        let slot = &mut self.slots[id.0 as usize];
        let heat = &mut slot.heat[exit.0 as usize];
        let hot = heat.hit();
        match heat.state() {
            State::Cold if hot && slot.state == TreeState::Ready => {
                if slot.tree.as_ref().is_some_and(|t| t.exit(exit).to_interpreter) {
                    heat.blacklist();
                    return Next::Interpret;
                }
                let bridges = slot.tree.as_ref().map_or(0, |t| t.nodes.len() - 1) + slot.waiting.len();
                if bridges >= self.settings.max_bridges {
                    heat.blacklist();
                    return Next::Interpret;
                }
                heat.begin();
                return Next::Record;
            }
            State::Busy if !slot.waiting.is_empty() => {
                slot.lost += 1;
                // A crossing costs about half a microsecond, compiling an operation about two.
                if slot.lost > slot.ops * 4 {
                    self.start(id);
                }
            }
            _ => {}
        }
        Next::Interpret
    }

    /// Compiles what waits, unless the tree is in work: then it follows.
    fn start(&mut self, id: TreeId) {
        let slot = &mut self.slots[id.0 as usize];
        if slot.in_work || slot.waiting.is_empty() || slot.state == TreeState::Invalid {
            return;
        }
        slot.in_work = true;
        slot.lost = 0;
        let job = Job { id, tree: slot.tree.as_deref().cloned(), traces: std::mem::take(&mut slot.waiting) };
        if let Some(worker) = &self.worker {
            let accepted = worker.submit(job);
            debug_assert!(accepted, "the compile thread has died");
        } else if let Some(compiler) = &mut self.compiler {
            let outcome = run_guarded(job, compiler, &self.shop);
            self.finish(outcome);
        }
    }

    // Finishing.

    /// Whether [`Engine::install_finished`] has something to do; cheap.
    pub fn has_finished(&self) -> bool {
        self.worker.as_ref().is_some_and(Worker::has_outcome)
    }

    /// Installs what the compile thread has finished: to be called at safepoints.
    pub fn install_finished(&mut self) {
        while let Some(outcome) = self.worker.as_ref().and_then(Worker::take) {
            self.finish(outcome);
        }
    }

    /// Waits until nothing is in work.
    pub fn wait(&mut self) {
        while self.slots.iter().any(|slot| slot.in_work) {
            match self.worker.as_ref().and_then(Worker::wait) {
                Some(outcome) => self.finish(outcome),
                None => return,
            }
        }
    }

    fn finish(&mut self, outcome: Outcome) {
        let id = outcome.id;
        let Outcome { made, added, refused, optimise_time, on_worker, .. } = outcome;
        self.slots[id.0 as usize].in_work = false;
        for refusal in refused {
            let slot = &mut self.slots[id.0 as usize];
            if let Some(exit) = refusal.exit {
                slot.heat[exit.0 as usize].blacklist();
            }
            self.event(id, What::Refused { exit: refusal.exit, reason: refusal.reason });
        }
        if self.slots[id.0 as usize].state == TreeState::Invalid {
            return;
        }
        if let Some((tree, code)) = made {
            match self.install(id, &tree, &code) {
                Ok(native) => {
                    let ops = tree.nodes.iter().map(|n| n.optimised.order.len()).sum();
                    let traces = tree.nodes.len();
                    let address = native.entry() as u64;
                    let version = self.put(id, tree, native, ops);
                    if let Some(perf) = &mut self.perf {
                        let name = format!("taipan::tree{}.v{version}", id.0);
                        // A missing symbol is no reason to stop the program.
                        drop(perf.add(address, code.bytes.len(), &name));
                    }
                    let compiled = Compiled { version, added, traces, ops, optimise_time, code, address, on_worker };
                    self.event(id, What::Compiled(Box::new(compiled)));
                }
                Err(error) => self.event(id, What::Refused { exit: None, reason: error.to_string() }),
            }
        }
        let slot = &mut self.slots[id.0 as usize];
        if slot.code.is_none() {
            slot.state = TreeState::Refused;
        } else if !slot.waiting.is_empty() {
            self.start(id);
        }
    }

    /// Installs code; when there is no room, the least used other trees make some.
    fn install(&mut self, id: TreeId, tree: &Tree, code: &MachineCode) -> Result<NativeCode, ArenaError> {
        loop {
            match self.home.install(tree, code) {
                Err(ArenaError::Full) => {}
                done => return done,
            }
            let others = self.trees().filter(|&t| t != id && self.state(t) == TreeState::Ready);
            let Some(idle) = others.min_by_key(|&t| self.slots[t.0 as usize].uses.get()) else {
                return Err(ArenaError::Full);
            };
            self.invalidate(idle, "the code cache is full, and this tree was used least");
            for slot in self.slots.iter() {
                slot.uses.set(slot.uses.get() / 2);
            }
        }
    }

    /// Swaps code and tree; old code goes when its last activation has left.
    fn put(&mut self, id: TreeId, tree: Tree, native: NativeCode, ops: usize) -> u32 {
        let slot = &mut self.slots[id.0 as usize];
        slot.heat.resize(tree.exits.len(), Heat::new(self.settings.exit_threshold));
        slot.plans.resize(tree.exits.len(), None);
        for (heat, exit) in slot.heat.iter_mut().zip(&tree.exits) {
            if exit.bridge.is_some() {
                heat.done();
            }
        }
        slot.tree = Some(Arc::new(tree));
        let old = slot.code.replace(Arc::new(native));
        slot.state = TreeState::Ready;
        slot.version += 1;
        slot.ops = ops;
        let version = slot.version;
        self.retire(old);
        version
    }

    /// Code that is not entered any more goes when none is running.
    fn retire(&mut self, code: Option<Arc<NativeCode>>) {
        if self.busy {
            self.retired.extend(code);
        }
    }

    // Looking and entering.

    /// Where a tree is in its life.
    pub fn state(&self, id: TreeId) -> TreeState {
        self.slots[id.0 as usize].state
    }

    /// The code of a tree, if it can be entered. Whoever enters holds the `Arc` until it is back.
    pub fn code(&self, id: TreeId) -> Option<Arc<NativeCode>> {
        let slot = &self.slots[id.0 as usize];
        slot.uses.set(slot.uses.get().saturating_add(1));
        slot.code.clone()
    }

    /// The tree, once it has been optimised.
    pub fn tree(&self, id: TreeId) -> Option<Arc<Tree>> {
        self.slots[id.0 as usize].tree.clone()
    }

    /// Whether there is a tree, and no assumption of it was broken.
    pub fn is_valid(&self, id: TreeId) -> bool {
        self.slots[id.0 as usize].tree.as_ref().is_some_and(|tree| tree.is_valid())
    }

    /// How to rebuild the interpreter's state at an exit; worked out once.
    ///
    /// # Panics
    /// If the tree has never run.
    pub fn plan(&mut self, id: TreeId, exit: ExitId) -> Arc<ExitPlan> {
        let slot = &mut self.slots[id.0 as usize];
        let Some(tree) = &slot.tree else { panic!("an exit belongs to a tree that has run") };
        let plan = slot.plans[exit.0 as usize].get_or_insert_with(|| Arc::new(resolve_exit(tree, exit)));
        plan.clone()
    }

    /// The counter of an exit.
    pub fn heat(&self, id: TreeId, exit: ExitId) -> Option<&Heat> {
        self.slots[id.0 as usize].heat.get(exit.0 as usize)
    }

    /// All trees.
    pub fn trees(&self) -> impl Iterator<Item = TreeId> + use<> {
        self.slots.ids().into_iter()
    }

    /// Bytes in the code arena.
    pub fn code_stats(&self) -> ArenaStats {
        self.home.stats()
    }

    /// Events since the last call, in order.
    pub fn take_events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    // Letting go.

    /// Says whether native code is running: trees may be active that nobody holds, because trees call trees.
    pub fn set_busy(&mut self, busy: bool) {
        self.busy = busy;
        if !busy {
            self.retired.clear();
        }
    }

    /// An assumption of a tree does not hold any more: running activations leave at their next
    /// `guard_valid`, new ones are not begun. Plans and counters stay for exits under way.
    pub fn invalidate(&mut self, id: TreeId, reason: &str) {
        let slot = &mut self.slots[id.0 as usize];
        if slot.state == TreeState::Invalid {
            return;
        }
        slot.state = TreeState::Invalid;
        let code = slot.code.take();
        slot.waiting.clear();
        if let Some(tree) = &slot.tree {
            tree.invalidate();
        }
        self.retire(code);
        self.event(id, What::Invalidated { reason: reason.to_owned() });
    }

    /// Whether a compilation of the tree is under way.
    pub fn is_in_work(&self, id: TreeId) -> bool {
        self.slots[id.0 as usize].in_work
    }

    /// Frees all that is known of a tree: nobody may ask for it again.
    ///
    /// # Panics
    /// If a compilation of the tree is under way.
    pub fn forget(&mut self, id: TreeId) {
        assert!(!self.is_in_work(id), "a tree in work cannot be forgotten");
        self.slots.remove(id);
    }

    // Forking.

    /// To be called before the process forks. The parent drops what it gets.
    ///
    /// # Errors
    /// When the system refuses the memory.
    pub fn before_fork(&self) -> Result<ForkCopy, ArenaError> {
        self.home.before_fork()
    }

    /// To be called in the child before anything else of the engine: gives it code memory of its own, and a compiler,
    /// since the compile thread has not come along. What was in work is lost.
    ///
    /// # Errors
    /// When the system refuses mappings; then the child must not enter native code.
    pub fn in_child(&mut self, copy: ForkCopy) -> Result<(), EngineError> {
        if let Some(worker) = self.worker.take() {
            worker.forget();
            self.compiler = Some(Compiler::new()?);
        }
        for slot in self.slots.iter_mut().filter(|slot| slot.in_work) {
            slot.in_work = false;
            if slot.code.is_none() && slot.state == TreeState::Compiling {
                slot.state = TreeState::Refused;
            }
        }
        self.home.in_child(copy).map_err(|e| EngineError::System(std::io::Error::other(e)))
    }

    fn event(&mut self, tree: TreeId, what: What) {
        self.events.push(Event { at: self.born.elapsed(), tree, what });
    }
}
