//! The last steps: variables get their final numbers, units and tables are written.

use std::sync::Arc;

use taipan_bytecode::{Code, CodeFlags, Const, ExcEntry, Instr, LocalKind, LocalVar, Op, Position};

use super::graph::{BlockId, Graph};
use super::sequence::Sequence;
use super::{Ins, IrOp, NO_LOCATION, bound, depth, handlers, layout, lines, peephole, prune, threading};

/// What a code unit consists of beside its instructions.
pub(crate) struct Frame {
    pub(crate) name: Box<str>,
    pub(crate) qualname: Box<str>,
    pub(crate) filename: Arc<str>,
    pub(crate) firstlineno: u32,
    /// Positional arguments, the positional-only ones included.
    pub(crate) argcount: u32,
    pub(crate) posonlyargcount: u32,
    pub(crate) kwonlyargcount: u32,
    pub(crate) flags: CodeFlags,
    /// Locals, arguments first.
    pub(crate) varnames: Vec<Box<str>>,
    pub(crate) cellvars: Vec<Box<str>>,
    pub(crate) freevars: Vec<Box<str>>,
    /// Locals of inlined comprehensions in code that is no function.
    pub(crate) hidden: Vec<Box<str>>,
    pub(crate) names: Vec<Box<str>>,
    pub(crate) consts: Vec<Const>,
}

impl Frame {
    fn params(&self) -> usize {
        let flag = |flag| usize::from(self.flags.has(flag));
        (self.argcount + self.kwonlyargcount) as usize + flag(CodeFlags::VARARGS) + flag(CodeFlags::VARKEYWORDS)
    }
}

/// Optimises a sequence and makes the code unit.
pub(crate) fn finish(sequence: Sequence, mut frame: Frame) -> Code {
    let mut graph = Graph::new(sequence);
    handlers::assign(&mut graph);
    optimise(&mut graph, &frame);
    drop_unused_consts(&mut graph, &mut frame);

    layout::expand_keeping_tests(&mut graph);
    let (variables, final_index) = number_variables(&frame);
    renumber(&mut graph, &frame, &final_index);
    insert_prefix(&mut graph, &frame, &variables);
    let stacksize = depth::compute(&mut graph);
    handlers::erase_setups(&mut graph);
    drop_nops_and_jumps(&mut graph);
    layout::turn_backward_tests(&mut graph);
    layout::choose_directions(&mut graph);
    write(&graph, frame, variables, stacksize)
}

fn optimise(graph: &mut Graph, frame: &Frame) {
    prune::unreachable(graph);
    prune::copy_small_exits(graph);
    prune::unreachable(graph);
    lines::resolve(graph);
    peephole::run(graph, &frame.consts);
    threading::run(graph);
    prune::nops(graph);
    prune::copy_small_exits(graph);
    prune::unreachable(graph);
    drop_nops_and_jumps(graph);
    threading::run(graph);
    prune::unreachable(graph);
    bound::check_loads(graph, frame.varnames.len(), frame.params());
    layout::cold_to_end(graph);
    lines::resolve(graph);
}

/// Each removal may make room for the other.
fn drop_nops_and_jumps(graph: &mut Graph) {
    prune::nops(graph);
    while prune::jumps_to_next(graph) {
        prune::nops(graph);
    }
}

/// Constants that folding left without a user go, but the docstring stays.
fn drop_unused_consts(graph: &mut Graph, frame: &mut Frame) {
    let mut used = vec![false; frame.consts.len()];
    if frame.flags.has(CodeFlags::HAS_DOCSTRING) {
        used[0] = true;
    }
    graph.for_each(|ins| {
        if ins.is(Op::LOAD_CONST) {
            used[ins.arg as usize] = true;
        }
    });
    let mut next = 0;
    let moved: Vec<u32> = used
        .iter()
        .map(|used| {
            next += u32::from(*used);
            next.saturating_sub(1)
        })
        .collect();
    graph.for_each(|ins| {
        if ins.is(Op::LOAD_CONST) {
            ins.arg = moved[ins.arg as usize];
        }
    });
    let mut used = used.into_iter();
    frame.consts.retain(|_| used.next().unwrap_or(false));
}

/// One index space of variables, and for each cell and free variable its index there.
fn number_variables(frame: &Frame) -> (Vec<LocalVar>, Vec<u32>) {
    let kind_of = |index: usize, name: &str| {
        let positional = frame.argcount as usize;
        let keyword_only = positional + frame.kwonlyargcount as usize;
        let mut kind = LocalKind::LOCAL;
        if index < frame.params() {
            kind = kind.and(match index {
                _ if index < frame.posonlyargcount as usize => LocalKind::ARG_POS,
                _ if index < positional => LocalKind::ARG_POS.and(LocalKind::ARG_KW),
                _ if index < keyword_only => LocalKind::ARG_KW,
                _ if index == keyword_only && frame.flags.has(CodeFlags::VARARGS) => {
                    LocalKind::ARG_VAR.and(LocalKind::ARG_POS)
                }
                _ => LocalKind::ARG_VAR.and(LocalKind::ARG_KW),
            });
        }
        if frame.hidden.iter().any(|hidden| **hidden == *name) { kind.and(LocalKind::HIDDEN) } else { kind }
    };
    let mut variables: Vec<LocalVar> = (frame.varnames.iter().enumerate())
        .map(|(index, name)| LocalVar { name: name.clone(), kind: kind_of(index, name) })
        .collect();
    let mut final_index = Vec::new();
    for name in &frame.cellvars {
        match variables[..frame.varnames.len()].iter_mut().position(|variable| variable.name == *name) {
            Some(index) => {
                variables[index].kind = variables[index].kind.and(LocalKind::CELL);
                final_index.push(index as u32);
            }
            None => {
                final_index.push(variables.len() as u32);
                variables.push(LocalVar { name: name.clone(), kind: LocalKind::CELL });
            }
        }
    }
    for name in &frame.freevars {
        final_index.push(variables.len() as u32);
        variables.push(LocalVar { name: name.clone(), kind: LocalKind::FREE });
    }
    (variables, final_index)
}

/// What runs before anything else: cells, closure, the making of a generator.
fn insert_prefix(graph: &mut Graph, frame: &Frame, variables: &[LocalVar]) {
    let mut prefix = Vec::new();
    if !frame.freevars.is_empty() {
        prefix.push(Ins::new(Op::COPY_FREE_VARS, frame.freevars.len() as u32, NO_LOCATION));
    }
    for (index, variable) in variables.iter().enumerate() {
        if variable.kind.has(LocalKind::CELL) {
            prefix.push(Ins::new(Op::MAKE_CELL, index as u32, NO_LOCATION));
        }
    }
    let generator = [CodeFlags::GENERATOR, CodeFlags::COROUTINE, CodeFlags::ASYNC_GENERATOR];
    if generator.iter().any(|flag| frame.flags.has(*flag)) {
        let pos = Position::of_line(frame.firstlineno as i32);
        prefix.push(Ins::new(Op::RETURN_GENERATOR, 0, pos));
        prefix.push(Ins::new(Op::POP_TOP, 0, pos));
    }
    let entry = graph.entry();
    graph.block_mut(entry).ins.splice(0..0, prefix);
}

fn renumber(graph: &mut Graph, frame: &Frame, final_index: &[u32]) {
    debug_assert_eq!(final_index.len(), frame.cellvars.len() + frame.freevars.len());
    graph.for_each(|ins| match ins.op {
        IrOp::Op(Op::LOAD_DEREF | Op::STORE_DEREF | Op::DELETE_DEREF | Op::LOAD_FROM_DICT_OR_DEREF | Op::MAKE_CELL) => {
            ins.arg = final_index[ins.arg as usize]
        }
        IrOp::LoadClosure => ins.set(Op::LOAD_FAST, final_index[ins.arg as usize]),
        IrOp::StoreFastMaybeNull => ins.op = IrOp::Op(Op::STORE_FAST),
        _ => {}
    });
}

fn write(graph: &Graph, frame: Frame, variables: Vec<LocalVar>, stacksize: u32) -> Code {
    let mut start = vec![0; graph.block_count()];
    let mut count = 0;
    for id in &graph.order {
        start[id.0 as usize] = count;
        count += graph.block(*id).ins.len() as u32;
    }
    let mut code = Vec::with_capacity(count as usize);
    let mut positions = Vec::with_capacity(count as usize);
    let mut exceptions: Vec<ExcEntry> = Vec::new();
    let mut nsites = 0;
    for ins in graph.order.iter().flat_map(|id| &graph.block(*id).ins) {
        let IrOp::Op(op) = ins.op else { unreachable!("{:?} is left over", ins.op) };
        let pc = code.len() as u32;
        let arg = match ins.target.map(|target| start[target.0 as usize]) {
            None => ins.arg,
            Some(target) if target > pc => target - (pc + 1),
            Some(target) => pc + 1 - target,
        };
        let site = if op.has_site() {
            nsites += 1;
            nsites - 1
        } else {
            0
        };
        code.push(Instr::with_aux(op, arg, site));
        positions.push(ins.pos);
        note_handler(&mut exceptions, graph, &start, ins.handler, pc);
    }
    Code {
        name: frame.name,
        qualname: frame.qualname,
        filename: frame.filename,
        firstlineno: frame.firstlineno,
        argcount: frame.argcount,
        posonlyargcount: frame.posonlyargcount,
        kwonlyargcount: frame.kwonlyargcount,
        flags: frame.flags,
        stacksize,
        variables,
        names: frame.names,
        consts: frame.consts,
        code,
        nsites,
        exceptions,
        positions,
    }
}

/// Extends the exception table by a unit.
fn note_handler(table: &mut Vec<ExcEntry>, graph: &Graph, start: &[u32], handler: Option<BlockId>, pc: u32) {
    let Some(handler) = handler else { return };
    let block = graph.block(handler);
    // A handler whose setup was unreachable has no depth and covers nothing that runs.
    let Some(depth) = block.depth else { return };
    let entry = ExcEntry {
        start: pc,
        end: pc + 1,
        target: start[handler.0 as usize],
        depth: (depth - 1 - i32::from(block.with_lasti)) as u32,
        lasti: block.with_lasti,
    };
    match table.last_mut() {
        Some(last) if last.end == pc && last.target == entry.target && last.depth == entry.depth => last.end = pc + 1,
        _ => table.push(entry),
    }
}
