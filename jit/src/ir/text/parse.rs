//! Parsing; the form is described in the module above.
//!
//! Instruction names are `v` and a number; the number is the instruction's place in the arena, as far as possible.
//! Numbers that are skipped are holes, or the numbers of instructions without a result.

use super::lexer::Line;
use crate::ir::descr::{
    AliasClass, AliasSet, ArrayDescr, CallDescr, CallEffects, Descrs, FieldDescr, Items, Ownership, TypeDescr,
};
use crate::ir::ops::{Imm, Op};
use crate::ir::snapshot::{FrameSnap, Pending, SnapId, Snapshot, Source, Store, StorePlace, Virtual, VirtualId};
use crate::ir::trace::{ArgList, Const, Inst, OpRef, PlaceId, Trace, TraceKind, result_type};
use crate::ir::tree::ExitId;
use crate::ir::types::{MemKind, Type};
use crate::ir::{ArrayId, FieldId, word};
use std::collections::HashSet;
use std::fmt;

/// Why a text is no IR.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParseError {
    /// Line, from 1.
    pub line: usize,
    /// What was expected or wrong.
    pub message: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for ParseError {}

type Parsed<T> = Result<T, ParseError>;

/// Interns the declarations of the text and gives its traces.
///
/// # Errors
/// The first line that cannot be read. What the traces mean is for the verifier to judge.
pub fn parse(text: &str, descrs: &Descrs) -> Parsed<Vec<Trace>> {
    let mut parser = Parser { descrs, traces: Vec::new(), named: HashSet::new() };
    parse_declarations(text, descrs)?;
    for line in lines(text) {
        if !is_declaration(&line) {
            parser.line(line, text)?;
        }
    }
    Ok(parser.traces)
}

/// Interns the declarations of the text and skips all else.
///
/// # Errors
/// The first declaration that cannot be read.
pub fn parse_declarations(text: &str, descrs: &Descrs) -> Parsed<()> {
    for mut line in lines(text).filter(is_declaration) {
        let kind = line.word()?;
        match kind {
            "symbol" => symbol(descrs, &mut line)?,
            "field" => field(descrs, &mut line)?,
            "array" => array(descrs, &mut line)?,
            "type" => object_type(descrs, &mut line)?,
            _ => call(descrs, &mut line)?,
        }
        line.end()?;
    }
    Ok(())
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    text.lines().enumerate().map(|(i, l)| Line::new(i + 1, l)).filter(|l| !l.is_done())
}

fn is_declaration(line: &Line<'_>) -> bool {
    matches!(line.peek(), Some("symbol" | "field" | "array" | "type")) || line.peek() == Some("call") && line.declares()
}

impl<'a> Line<'a> {
    /// A call's declaration has `= addr` behind its name; a call instruction without result has not.
    fn declares(&self) -> bool {
        self.nth(2) == Some("=") && self.nth(3) == Some("addr")
    }

    fn error<T>(&self, message: impl Into<String>) -> Parsed<T> {
        Err(ParseError { line: self.number, message: message.into() })
    }

    fn word(&mut self) -> Parsed<&'a str> {
        match self.take() {
            Some(t) => Ok(t),
            None => self.error("the line ends too early"),
        }
    }

    fn expect(&mut self, token: &str) -> Parsed<()> {
        match self.peek() {
            _ if self.eat(token) => Ok(()),
            Some(found) => self.error(format!("expected `{token}`, found `{found}`")),
            None => self.error(format!("expected `{token}` at the end of the line")),
        }
    }

    fn end(&self) -> Parsed<()> {
        match self.peek() {
            None => Ok(()),
            Some(t) => self.error(format!("`{t}` is not expected here")),
        }
    }

    fn uint(&mut self) -> Parsed<u64> {
        let t = self.word()?;
        match unsigned(t) {
            Some(n) => Ok(n),
            None => self.error(format!("`{t}` is no number")),
        }
    }

    fn int(&mut self) -> Parsed<i64> {
        let t = self.word()?;
        match signed(t) {
            Some(n) => Ok(n),
            None => self.error(format!("`{t}` is no number")),
        }
    }

    /// `name=number`.
    fn setting(&mut self, name: &str) -> Parsed<u64> {
        self.expect(name)?;
        self.expect("=")?;
        self.uint()
    }
}

fn unsigned(t: &str) -> Option<u64> {
    match t.strip_prefix("0x") {
        Some(hex) => u64::from_str_radix(hex, 16).ok(),
        None => t.parse().ok(),
    }
}

fn signed(t: &str) -> Option<i64> {
    t.parse().ok().or_else(|| unsigned(t).map(|n| n as i64))
}

fn float(t: &str) -> Option<f64> {
    if let Some(hex) = t.strip_prefix("float:") {
        return unsigned(hex).map(f64::from_bits);
    }
    let looks = t.contains(['.', 'e']) || matches!(t, "inf" | "-inf");
    if looks && !t.starts_with("0x") { t.parse().ok() } else { None }
}

/// The address behind `&` or `*`.
fn address(descrs: &Descrs, t: &str) -> Option<u64> {
    unsigned(t).or_else(|| descrs.find_address(t))
}

/// The constant that a token is.
fn constant(descrs: &Descrs, t: &str) -> Option<Const> {
    let (ty, bits) = if let Some(t) = t.strip_prefix("#&") {
        (Type::Val, address(descrs, t)?)
    } else if let Some(t) = t.strip_prefix('#') {
        let immediate = word::IMMEDIATES.iter().find(|i| i.1 == t).map(|i| i.0);
        let flonum = || float(t).and_then(word::flonum);
        let fixnum = || signed(t).and_then(word::fixnum);
        (Type::Val, immediate.or_else(flonum).or_else(fixnum)?)
    } else if let Some(t) = t.strip_prefix("word:") {
        (Type::Val, unsigned(t)?)
    } else if let Some(t) = t.strip_prefix('&') {
        (Type::Ref, address(descrs, t)?)
    } else if let Some(t) = t.strip_prefix('*') {
        (Type::Ptr, address(descrs, t)?)
    } else if let "true" | "false" = t {
        (Type::Bool, u64::from(t == "true"))
    } else if let Some(f) = float(t) {
        (Type::Float, f.to_bits())
    } else {
        (Type::Int, signed(t)? as u64)
    };
    Some(Const { ty, bits })
}

// Declarations.

fn symbol(descrs: &Descrs, line: &mut Line<'_>) -> Parsed<()> {
    let name = line.word()?;
    line.expect("=")?;
    descrs.name_address(line.uint()?, name);
    Ok(())
}

fn mem_kind(line: &mut Line<'_>) -> Parsed<MemKind> {
    let t = line.word()?;
    match MemKind::from_name(t) {
        Some(k) => Ok(k),
        None => line.error(format!("`{t}` is no kind of memory cell")),
    }
}

fn alias(line: &mut Line<'_>) -> Parsed<AliasClass> {
    let n = line.uint()?;
    match u8::try_from(n).ok().filter(|n| *n < AliasClass::COUNT) {
        Some(n) => Ok(AliasClass(n)),
        None => line.error(format!("there is no alias class {n}")),
    }
}

fn field(descrs: &Descrs, line: &mut Line<'_>) -> Parsed<()> {
    let name = line.word()?;
    line.expect("=")?;
    line.expect("offset")?;
    let offset = line.int()? as i32;
    let kind = mem_kind(line)?;
    line.expect("alias")?;
    let mut descr = FieldDescr::new(name, offset, kind, alias(line)?);
    while let Some(flag) = line.take() {
        match flag {
            "immutable" => descr.immutable = true,
            "nullable" => descr.nullable = true,
            "uncounted" => descr.counted = false,
            other => return line.error(format!("a field has no flag `{other}`")),
        }
    }
    descrs.intern_field(descr);
    Ok(())
}

fn array(descrs: &Descrs, line: &mut Line<'_>) -> Parsed<()> {
    let name = line.word()?;
    line.expect("=")?;
    line.expect("base")?;
    let base = line.int()? as i32;
    let kind = mem_kind(line)?;
    line.expect("alias")?;
    let mut descr = ArrayDescr::new(name, base, kind, alias(line)?);
    while let Some(flag) = line.take() {
        match flag {
            "immutable" => descr.immutable = true,
            "uncounted" => descr.counted = false,
            other => return line.error(format!("an array has no flag `{other}`")),
        }
    }
    descrs.intern_array(descr);
    Ok(())
}

fn field_name(descrs: &Descrs, line: &mut Line<'_>) -> Parsed<FieldId> {
    let t = line.word()?;
    match descrs.find_field(t) {
        Some(f) => Ok(f),
        None => line.error(format!("no field `{t}` is declared")),
    }
}

fn address_name(descrs: &Descrs, line: &mut Line<'_>) -> Parsed<u64> {
    let t = line.word()?;
    match address(descrs, t) {
        Some(a) => Ok(a),
        None => line.error(format!("no address `{t}` is declared")),
    }
}

fn array_name(descrs: &Descrs, line: &mut Line<'_>) -> Parsed<ArrayId> {
    let t = line.word()?;
    match descrs.find_array(t) {
        Some(a) => Ok(a),
        None => line.error(format!("no array `{t}` is declared")),
    }
}

fn object_type(descrs: &Descrs, line: &mut Line<'_>) -> Parsed<()> {
    let name = line.word()?.to_owned();
    line.expect("=")?;
    line.expect("size")?;
    let size = line.uint()? as u32;
    line.expect("word")?;
    let type_word = address_name(descrs, line)?;
    line.expect("flags")?;
    let flags = line.uint()? as u32;
    line.expect("{")?;
    let mut fields = Vec::new();
    while !line.eat("}") {
        if !fields.is_empty() {
            line.expect(",")?;
        }
        let f = field_name(descrs, line)?;
        line.expect("=")?;
        let t = line.word()?;
        let ty = descrs.field(f).kind.ty();
        match constant(descrs, t).filter(|c| c.ty == ty) {
            Some(c) => fields.push((f, c.bits)),
            None => return line.error(format!("`{t}` is no constant of type {ty}")),
        }
    }
    let mut items = None;
    if line.eat("items") {
        let array = array_name(descrs, line)?;
        let len = if line.eat("len") { Some(field_name(descrs, line)?) } else { None };
        items = Some(Items { array, len });
    }
    descrs.intern_type(TypeDescr { name, size, type_word, flags, fields, items });
    Ok(())
}

fn value_type(line: &mut Line<'_>) -> Parsed<Type> {
    let t = line.word()?;
    match Type::from_name(t) {
        Some(ty) => Ok(ty),
        None => line.error(format!("`{t}` is no type")),
    }
}

fn call(descrs: &Descrs, line: &mut Line<'_>) -> Parsed<()> {
    let name = line.word()?.to_owned();
    line.expect("=")?;
    line.expect("addr")?;
    let address = address_name(descrs, line)?;
    line.expect("(")?;
    let mut args = Vec::new();
    while !line.eat(")") {
        if !args.is_empty() {
            line.expect(",")?;
        }
        args.push(value_type(line)?);
    }
    line.expect("->")?;
    let result = value_type(line)?;
    let mut effects = CallEffects::default();
    let (mut ownership, mut consumes) = (Ownership::Plain, 0);
    while let Some(word) = line.take() {
        match word {
            "pure" => effects.pure = true,
            "reads" => effects.reads = alias_set(line)?,
            "writes" => effects.writes = alias_set(line)?,
            "allocates" => effects.allocates = true,
            "raises" => effects.may_raise = true,
            "runs_code" => effects.may_run_code = true,
            "owned" => ownership = Ownership::Owned,
            "borrowed" => ownership = Ownership::Borrowed,
            "consumes" => {
                consumes |= 1 << line.uint()?;
                while line.eat(",") {
                    consumes |= 1 << line.uint()?;
                }
            }
            other => return line.error(format!("a call has no effect `{other}`")),
        }
    }
    descrs.intern_call(CallDescr { name, address, args, result, effects, ownership, consumes });
    Ok(())
}

fn alias_set(line: &mut Line<'_>) -> Parsed<AliasSet> {
    if line.eat("all") {
        return Ok(AliasSet::ALL);
    }
    let mut set = AliasSet::of(alias(line)?);
    while line.eat(",") {
        set = set.with(alias(line)?);
    }
    Ok(set)
}

// Traces.

struct Parser<'d> {
    descrs: &'d Descrs,
    traces: Vec<Trace>,
    /// Instruction numbers that the current trace names.
    named: HashSet<usize>,
}

/// The number behind a letter: `v12`.
fn numbered(t: &str, letter: char) -> Option<usize> {
    t.strip_prefix(letter).and_then(|n| n.parse().ok())
}

impl Parser<'_> {
    fn line(&mut self, mut line: Line<'_>, text: &str) -> Parsed<()> {
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
