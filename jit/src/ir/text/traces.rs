//! Parsing traces: instructions, snapshots, virtual objects.
//!
//! Instruction names are `v` and a number; the number is the instruction's place in the arena, as far as possible.
//! Numbers that are skipped are holes, or the numbers of instructions without a result.

use super::declarations::{array_name, field_name, value_type};
use super::lexer::Line;
use super::parse::{Parsed, constant};
use crate::ir::descr::Descrs;
use crate::ir::ops::{Imm, Op};
use crate::ir::snapshot::{FrameSnap, Pending, SnapId, Snapshot, Source, Store, StorePlace, Virtual, VirtualId};
use crate::ir::trace::{ArgList, Inst, OpRef, PlaceId, Trace, TraceKind, result_type};
use crate::ir::tree::ExitId;
use crate::ir::types::Type;
use std::collections::HashSet;

/// Reads traces, line by line.
pub(super) struct Parser<'d> {
    descrs: &'d Descrs,
    /// Those that have been started; the last is being read.
    pub traces: Vec<Trace>,
    /// Instruction numbers that the current trace names.
    named: HashSet<usize>,
}

/// The number behind a letter: `v12`.
fn numbered(t: &str, letter: char) -> Option<usize> {
    t.strip_prefix(letter).and_then(|n| n.parse().ok())
}

impl<'d> Parser<'d> {
    /// A parser that has read nothing.
    pub fn new(descrs: &'d Descrs) -> Self {
        Parser { descrs, traces: Vec::new(), named: HashSet::new() }
    }

    /// Reads the next line of `text` that is no declaration.
    pub fn line(&mut self, mut line: Line<'_>, text: &str) -> Parsed<()> {
        if line.eat("trace") {
            self.collect_names(line.number, text);
            return self.trace(&mut line);
        }
        if self.traces.is_empty() {
            return line.error("expected a declaration or `trace`");
        }
        let head = line.peek().unwrap_or("");
        if line.peek2() == Some(":") {
            if let Some(i) = numbered(head, 's') {
                return self.snapshot(&mut line, i);
            }
            if let Some(i) = numbered(head, 'o') {
                return self.virtual_object(&mut line, i);
            }
        }
        if line.eat("header") {
            line.expect("owned")?;
            line.expect("=")?;
            let owned = self.values(&mut line)?;
            self.current().owned_at_header = owned;
            return line.end();
        }
        self.inst(&mut line)
    }

    fn current(&mut self) -> &mut Trace {
        match self.traces.last_mut() {
            Some(t) => t,
            None => unreachable!("a trace has been started"),
        }
    }

    /// Finds the names of the trace that starts behind line `start`.
    fn collect_names(&mut self, start: usize, text: &str) {
        let body = text.lines().skip(start).take_while(|l| !l.trim_start().starts_with("trace "));
        let names = body.filter_map(|l| numbered(l.trim_start().split(':').next()?, 'v'));
        self.named = names.collect();
    }

    fn trace(&mut self, line: &mut Line<'_>) -> Parsed<()> {
        let kind = match line.word()? {
            "root" => TraceKind::Root,
            "bridge" => TraceKind::Bridge(ExitId(line.setting("exit")? as u32)),
            other => return line.error(format!("a trace is `root` or `bridge`, not `{other}`")),
        };
        let code = line.setting("code")?;
        let pc = line.setting("pc")? as u32;
        let nslots = line.setting("slots")? as u32;
        self.traces.push(Trace::new(kind, code, pc, nslots));
        line.end()
    }

    fn inst(&mut self, line: &mut Line<'_>) -> Parsed<()> {
        let mut name = None;
        if line.peek2() == Some(":") {
            let t = line.word()?;
            line.expect(":")?;
            let Some(n) = numbered(t, 'v') else { return line.error(format!("`{t}`: values are called v0, v1, …")) };
            let ty = value_type(line)?;
            line.expect("=")?;
            name = Some((n, ty));
        }
        let mnemonic = line.word()?;
        let Some(op) = Op::from_mnemonic(mnemonic) else {
            return line.error(format!("there is no operation `{mnemonic}`"));
        };
        let imm = self.immediate(line, op)?;
        let mut args = Vec::new();
        let mut first = op.info().imm == Imm::None;
        while !line.is_done() && line.peek() != Some("!") {
            if !first {
                line.expect(",")?;
            }
            first = false;
            args.push(self.operand(line)?);
        }
        let snap = if line.eat("!") { Some(self.snap_name(line)?) } else { None };
        line.end()?;
        let ty = match (result_type(self.descrs, op, imm), name) {
            (None, Some((_, ty))) => ty,
            (None, None) => return line.error(format!("`{mnemonic}` needs a name and a type")),
            (Some(Type::Void), Some(_)) => return line.error(format!("`{mnemonic}` has no result")),
            (Some(ty), Some((_, said))) if ty != said => {
                return line.error(format!("`{mnemonic}` gives {ty}, not {said}"));
            }
            (Some(ty), _) => ty,
        };
        let number = name.map(|n| n.0);
        let t = self.current();
        let args = t.make_args(&args);
        let inst = Inst { op, ty, args, imm, snap, place: PlaceId(0) };
        self.place(line, number, inst)
    }

    /// Puts an instruction into the arena: where its name says, else behind the one before.
    fn place(&mut self, line: &Line<'_>, number: Option<usize>, inst: Inst) -> Parsed<()> {
        let named = std::mem::take(&mut self.named);
        let t = self.current();
        let next = t.order.last().map_or(0, |r| r.index() + 1);
        let is_free = |t: &Trace, i: usize| t.insts.get(i).is_none_or(|i| i.op == Op::Nop);
        let index = match number {
            Some(n) => n,
            None => (next..).find(|i| !named.contains(i) && is_free(t, *i)).unwrap_or(next),
        };
        let free = is_free(t, index);
        let hole = Inst { op: Op::Nop, ty: Type::Void, args: ArgList::EMPTY, imm: 0, snap: None, place: PlaceId(0) };
        if t.insts.len() <= index {
            t.insts.resize(index + 1, hole);
        }
        t.insts[index] = inst;
        t.order.push(OpRef::inst(index));
        self.named = named;
        if free { Ok(()) } else { line.error(format!("v{index} is named twice")) }
    }

    fn immediate(&mut self, line: &mut Line<'_>, op: Op) -> Parsed<u32> {
        let missing = |line: &Line<'_>, what: &str, t: &str| line.error(format!("no {what} `{t}` is declared"));
        Ok(match op.info().imm {
            Imm::None => 0,
            Imm::Slot => line.int()? as i32 as u32,
            Imm::Input => line.uint()? as u32,
            Imm::Field => field_name(self.descrs, line)?.0,
            Imm::Array => array_name(self.descrs, line)?.0,
            Imm::Type => {
                let t = line.word()?;
                self.descrs.find_type(t).map_or_else(|| missing(line, "type", t), |i| Ok(i.0))?
            }
            Imm::Call => {
                let t = line.word()?;
                self.descrs.find_call(t).map_or_else(|| missing(line, "call", t), |i| Ok(i.0))?
            }
            Imm::Trace => {
                let t = line.word()?;
                match numbered(t, 't') {
                    Some(n) => n as u32,
                    None => return line.error(format!("`{t}`: traces are called t0, t1, …")),
                }
            }
        })
    }

    fn operand(&mut self, line: &mut Line<'_>) -> Parsed<OpRef> {
        let t = line.word()?;
        if let Some(n) = numbered(t, 'v') {
            return Ok(OpRef::inst(n));
        }
        match constant(self.descrs, t) {
            Some(c) => Ok(self.current().constant(c.ty, c.bits)),
            None => line.error(format!("`{t}` is neither value nor constant")),
        }
    }

    fn values(&mut self, line: &mut Line<'_>) -> Parsed<Vec<OpRef>> {
        let mut all = vec![self.operand(line)?];
        while line.eat(",") {
            all.push(self.operand(line)?);
        }
        Ok(all)
    }

    fn source(&mut self, line: &mut Line<'_>) -> Parsed<Source> {
        if let Some(n) = line.peek().and_then(|t| numbered(t, 'o')) {
            line.take();
            return Ok(Source::Virtual(VirtualId(n as u32)));
        }
        self.operand(line).map(Source::Value)
    }

    fn snap_name(&mut self, line: &mut Line<'_>) -> Parsed<SnapId> {
        let t = line.word()?;
        match numbered(t, 's') {
            Some(n) => Ok(SnapId::new(n)),
            None => line.error(format!("`{t}`: snapshots are called s0, s1, …")),
        }
    }

    fn snapshot(&mut self, line: &mut Line<'_>, index: usize) -> Parsed<()> {
        line.take();
        line.expect(":")?;
        if self.current().snaps.len() != index {
            return line.error("snapshots are numbered from 0 in order");
        }
        let mut snap = Snapshot::default();
        while line.eat("[") {
            snap.frames.push(self.frame(line)?);
        }
        while let Some(t) = line.take() {
            match t {
                "raised" => snap.pending = Pending::Raised,
                "result" => {
                    line.expect("=")?;
                    let source = self.source(line)?;
                    snap.pending = Pending::Result(source, line.setting("action")? as u32);
                }
                "store" => snap.stores.push(self.store(line)?),
                "owned" => {
                    line.expect("=")?;
                    snap.owned = self.values(line)?;
                }
                slot => {
                    let Ok(slot) = slot.parse() else { return line.error(format!("`{slot}` is no slot")) };
                    line.expect("=")?;
                    let source = self.source(line)?;
                    snap.slots.push((slot, source));
                }
            }
        }
        self.current().snaps.push(snap);
        Ok(())
    }

    fn frame(&mut self, line: &mut Line<'_>) -> Parsed<FrameSnap> {
        let code = line.setting("code")?;
        let pc = line.setting("pc")? as u32;
        line.expect("base")?;
        line.expect("=")?;
        let base = line.int()? as i32;
        let nslots = line.setting("n")? as u32;
        let return_action = if line.peek() == Some("ret") { line.setting("ret")? as u32 } else { 0 };
        let mut owner = None;
        if line.eat("owner") {
            line.expect("=")?;
            owner = Some(self.source(line)?);
        }
        line.expect("]")?;
        Ok(FrameSnap { code, pc, return_action, base, nslots, owner })
    }

    fn store(&mut self, line: &mut Line<'_>) -> Parsed<Store> {
        let object = self.source(line)?;
        let name = line.word()?;
        let place = match (self.descrs.find_field(name), self.descrs.find_array(name)) {
            (Some(f), _) => StorePlace::Field(f),
            (None, Some(a)) => StorePlace::Item(a, self.operand(line)?),
            (None, None) => return line.error(format!("no field or array `{name}` is declared")),
        };
        line.expect("=")?;
        Ok(Store { object, place, value: self.source(line)? })
    }

    fn virtual_object(&mut self, line: &mut Line<'_>, index: usize) -> Parsed<()> {
        line.take();
        line.expect(":")?;
        if self.current().virtuals.len() != index {
            return line.error("virtual objects are numbered from 0 in order");
        }
        let t = line.word()?;
        let Some(ty) = self.descrs.find_type(t) else { return line.error(format!("no type `{t}` is declared")) };
        let mut v = Virtual { ty, fields: Vec::new(), items: Vec::new() };
        while !line.is_done() && line.peek() != Some("(") {
            let field = field_name(self.descrs, line)?;
            line.expect("=")?;
            v.fields.push((field, self.source(line)?));
        }
        if line.eat("(") {
            while !line.eat(")") {
                if !v.items.is_empty() {
                    line.expect(",")?;
                }
                v.items.push(self.source(line)?);
            }
        }
        self.current().virtuals.push(v);
        line.end()
    }
}
