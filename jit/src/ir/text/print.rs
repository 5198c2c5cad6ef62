//! Printing; the form is described in the module above.

use crate::ir::descr::{AliasSet, CallDescr, Descrs, FieldDescr, Linkage, Ownership, TypeDescr};
use crate::ir::ops::Imm;
use crate::ir::snapshot::{Pending, SnapId, Source, StorePlace, VirtualId};
use crate::ir::trace::{Const, OpRef, Trace, TraceKind};
use crate::ir::types::{MemKind, Type};
use crate::ir::word;
use std::fmt::Write;

/// A trace with its snapshots and virtual objects. Snapshots that nothing uses are printed too.
pub fn print_trace(trace: &Trace, descrs: &Descrs) -> String {
    let mut out = String::from("trace ");
    match trace.kind {
        TraceKind::Root => out.push_str("root"),
        TraceKind::Bridge(exit) => put(&mut out, format_args!("bridge exit={}", exit.0)),
    }
    put(&mut out, format_args!(" code={} pc={} slots={}\n", number(trace.code), trace.pc, trace.nslots));
    for &r in &trace.order {
        put(&mut out, format_args!("  {}\n", print_inst(trace, descrs, r)));
    }
    if !trace.owned_at_header.is_empty() {
        put(&mut out, format_args!("  header owned={}\n", list(&trace.owned_at_header, |r| value(trace, descrs, *r))));
    }
    for i in 0..trace.snaps.len() {
        put(&mut out, format_args!("  s{i}: {}\n", print_snapshot(trace, descrs, SnapId::new(i))));
    }
    for i in 0..trace.virtuals.len() {
        put(&mut out, format_args!("  o{i}: {}\n", virtual_object(trace, descrs, VirtualId(i as u32))));
    }
    out
}

/// One instruction, without indent and line end.
pub fn print_inst(trace: &Trace, descrs: &Descrs, r: OpRef) -> String {
    let inst = trace.inst(r);
    let mut out = String::new();
    if inst.ty != Type::Void {
        put(&mut out, format_args!("{r:?}: {} = ", inst.ty));
    }
    out.push_str(inst.op.mnemonic());
    let mut operands = Vec::new();
    match inst.op.info().imm {
        Imm::None => {}
        Imm::Slot => operands.push(inst.slot().to_string()),
        Imm::Input => operands.push(inst.imm.to_string()),
        Imm::Field => operands.push(descrs.field(inst.field()).name.clone()),
        Imm::Array => operands.push(descrs.array(inst.array()).name.clone()),
        Imm::Type => operands.push(descrs.object_type(inst.type_id()).name.clone()),
        Imm::Call => operands.push(descrs.call(inst.call()).name.clone()),
        Imm::Trace => operands.push(format!("t{}", inst.imm)),
    }
    operands.extend(trace.args(r).iter().map(|a| value(trace, descrs, *a)));
    if !operands.is_empty() {
        put(&mut out, format_args!(" {}", operands.join(", ")));
    }
    if let Some(snap) = inst.snap {
        put(&mut out, format_args!(" ! {snap:?}"));
    }
    out
}

/// A snapshot, without its name.
pub fn print_snapshot(trace: &Trace, descrs: &Descrs, id: SnapId) -> String {
    let snap = trace.snap(id);
    let source = |s: Source| match s {
        Source::Value(r) => value(trace, descrs, r),
        Source::Virtual(v) => format!("o{}", v.0),
    };
    let mut parts = Vec::new();
    for f in &snap.frames {
        let mut part = format!("[code={} pc={} base={} n={}", number(f.code), f.pc, f.base, f.nslots);
        if f.return_action != 0 {
            put(&mut part, format_args!(" ret={}", f.return_action));
        }
        if let Some(owner) = f.owner {
            put(&mut part, format_args!(" owner={}", source(owner)));
        }
        parts.push(part + "]");
    }
    parts.extend(snap.slots.iter().map(|(i, s)| format!("{i}={}", source(*s))));
    match snap.pending {
        Pending::None => {}
        Pending::Result(s, action) => parts.push(format!("result={} action={action}", source(s))),
        Pending::Raised => parts.push("raised".to_owned()),
    }
    for store in &snap.stores {
        let place = match store.place {
            StorePlace::Field(f) => descrs.field(f).name.clone(),
            StorePlace::Item(a, i) => format!("{} {}", descrs.array(a).name, value(trace, descrs, i)),
        };
        parts.push(format!("store {} {place} = {}", source(store.object), source(store.value)));
    }
    if !snap.owned.is_empty() {
        parts.push(format!("owned={}", list(&snap.owned, |r| value(trace, descrs, *r))));
    }
    parts.join(" ")
}

fn virtual_object(trace: &Trace, descrs: &Descrs, id: VirtualId) -> String {
    let v = trace.virtual_object(id);
    let source = |s: &Source| match *s {
        Source::Value(r) => value(trace, descrs, r),
        Source::Virtual(v) => format!("o{}", v.0),
    };
    let mut out = descrs.object_type(v.ty).name.clone();
    for (f, s) in &v.fields {
        put(&mut out, format_args!(" {}={}", descrs.field(*f).name, source(s)));
    }
    if !v.items.is_empty() {
        let items: Vec<String> = v.items.iter().map(source).collect();
        put(&mut out, format_args!(" ({})", items.join(", ")));
    }
    out
}

/// An operand: a value's name or a constant.
pub fn print_value(trace: &Trace, descrs: &Descrs, r: OpRef) -> String {
    value(trace, descrs, r)
}

fn value(trace: &Trace, descrs: &Descrs, r: OpRef) -> String {
    match trace.as_const(r) {
        Some(c) => print_const(descrs, c),
        None => format!("{r:?}"),
    }
}

/// A constant.
pub fn print_const(descrs: &Descrs, c: Const) -> String {
    match c.ty {
        Type::Int => (c.bits as i64).to_string(),
        Type::Uint => format!("{}u", c.bits),
        Type::Float => float(f64::from_bits(c.bits)),
        Type::Bool => (c.bits != 0).to_string(),
        Type::Val => tagged(descrs, c.bits),
        Type::Ref => format!("&{}", address(descrs, c.bits)),
        Type::Ptr => format!("*{}", address(descrs, c.bits)),
        Type::Void => "void".to_owned(),
    }
}

fn float(f: f64) -> String {
    if f.is_nan() { format!("float:{:#x}", f.to_bits()) } else { format!("{f:?}") }
}

fn tagged(descrs: &Descrs, w: u64) -> String {
    if word::is_fixnum(w) {
        format!("#{}", word::fixnum_value(w))
    } else if word::is_flonum(w) {
        format!("#{}", float(word::flonum_value(w)))
    } else if let Some((_, name)) = word::IMMEDIATES.iter().find(|i| i.0 == w) {
        format!("#{name}")
    } else if word::is_pointer(w) {
        format!("#&{}", address(descrs, w))
    } else {
        format!("word:{w:#x}")
    }
}

fn address(descrs: &Descrs, a: u64) -> String {
    descrs.address_name(a).unwrap_or_else(|| format!("{a:#x}"))
}

fn number(n: u64) -> String {
    if n < 1 << 16 { n.to_string() } else { format!("{n:#x}") }
}

fn list<T>(items: &[T], f: impl Fn(&T) -> String) -> String {
    items.iter().map(f).collect::<Vec<_>>().join(",")
}

fn put(out: &mut String, args: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = out.write_fmt(args);
}

/// Every named address and descriptor, as declarations.
pub fn print_descrs(descrs: &Descrs) -> String {
    let mut out = String::new();
    for (address, name) in descrs.addresses() {
        put(&mut out, format_args!("symbol {name} = {address:#x}\n"));
    }
    for f in descrs.fields() {
        put(&mut out, format_args!("{}\n", field(&f)));
    }
    for a in descrs.arrays() {
        put(&mut out, format_args!("array {} = base {} {} alias {}", a.name, a.base, a.kind.name(), a.alias.0));
        out.push_str(flags(a.kind, a.immutable, false, a.counted).as_str());
        out.push_str(if a.initial { " initial" } else { "" });
        out.push('\n');
    }
    for t in descrs.types() {
        put(&mut out, format_args!("{}\n", object_type(descrs, &t)));
    }
    for c in descrs.calls() {
        put(&mut out, format_args!("{}\n", call(descrs, &c)));
    }
    out
}

fn field(f: &FieldDescr) -> String {
    let head = format!("field {} = offset {} {} alias {}", f.name, f.offset, f.kind.name(), f.alias.0);
    head + &flags(f.kind, f.immutable, f.nullable, f.counted)
}

fn flags(kind: MemKind, immutable: bool, nullable: bool, counted: bool) -> String {
    let mut out = String::new();
    let uncounted = !counted && kind.ty().is_counted();
    for (on, name) in [(immutable, " immutable"), (nullable, " nullable"), (uncounted, " uncounted")] {
        if on {
            out.push_str(name);
        }
    }
    out
}

fn object_type(descrs: &Descrs, t: &TypeDescr) -> String {
    let word = address(descrs, t.type_word);
    let mut out = format!("type {} = size {} word {word} flags {:#x} {{", t.name, t.size, t.flags);
    for (i, &(f, bits)) in t.fields.iter().enumerate() {
        let f = descrs.field(f);
        let c = print_const(descrs, Const { ty: f.kind.ty(), bits });
        put(&mut out, format_args!("{} {} = {c}", if i == 0 { "" } else { "," }, f.name));
    }
    out.push_str(" }");
    if let Some(items) = &t.items {
        put(&mut out, format_args!(" items {}", descrs.array(items.array).name));
        if let Some(len) = items.len {
            put(&mut out, format_args!(" len {}", descrs.field(len).name));
        }
    }
    out
}

fn call(descrs: &Descrs, c: &CallDescr) -> String {
    let args = list(&c.args, |t| t.to_string()).replace(',', ", ");
    let mut out = format!("call {} = addr {} ({args}) -> {}", c.name, address(descrs, c.address), c.result);
    let e = &c.effects;
    let set = |s: AliasSet| match s {
        AliasSet::ALL => "all".to_owned(),
        s => list(&s.iter().collect::<Vec<_>>(), |c| c.0.to_string()),
    };
    if e.pure {
        out.push_str(" pure");
    }
    if !e.reads.is_empty() {
        put(&mut out, format_args!(" reads {}", set(e.reads)));
    }
    if !e.writes.is_empty() {
        put(&mut out, format_args!(" writes {}", set(e.writes)));
    }
    let words = [(e.allocates, " allocates"), (e.may_raise, " raises"), (e.may_run_code, " runs_code")];
    words.iter().filter(|w| w.0).for_each(|w| out.push_str(w.1));
    match c.ownership {
        Ownership::Plain => {}
        Ownership::Owned => out.push_str(" owned"),
        Ownership::Borrowed => out.push_str(" borrowed"),
    }
    if c.linkage == Linkage::Tree {
        out.push_str(" tree");
    }
    if c.consumes != 0 {
        let which: Vec<u32> = (0..32).filter(|i| c.consumes >> i & 1 == 1).collect();
        put(&mut out, format_args!(" consumes {}", list(&which, u32::to_string)));
    }
    out
}
