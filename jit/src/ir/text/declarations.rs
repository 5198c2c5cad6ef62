//! Parsing declarations: symbols, fields, arrays, object types, calls.

use super::lexer::Line;
use super::parse::{Parsed, address, constant};
use crate::ir::descr::{
    AliasClass, AliasSet, ArrayDescr, CallDescr, CallEffects, Descrs, FieldDescr, Items, Linkage, Ownership, TypeDescr,
};
use crate::ir::types::{MemKind, Type};
use crate::ir::{ArrayId, FieldId};

pub(super) fn symbol(descrs: &Descrs, line: &mut Line<'_>) -> Parsed<()> {
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

pub(super) fn field(descrs: &Descrs, line: &mut Line<'_>) -> Parsed<()> {
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

pub(super) fn array(descrs: &Descrs, line: &mut Line<'_>) -> Parsed<()> {
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
            "initial" => descr.initial = true,
            "uncounted" => descr.counted = false,
            other => return line.error(format!("an array has no flag `{other}`")),
        }
    }
    descrs.intern_array(descr);
    Ok(())
}

pub(super) fn field_name(descrs: &Descrs, line: &mut Line<'_>) -> Parsed<FieldId> {
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

pub(super) fn array_name(descrs: &Descrs, line: &mut Line<'_>) -> Parsed<ArrayId> {
    let t = line.word()?;
    match descrs.find_array(t) {
        Some(a) => Ok(a),
        None => line.error(format!("no array `{t}` is declared")),
    }
}

pub(super) fn object_type(descrs: &Descrs, line: &mut Line<'_>) -> Parsed<()> {
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

pub(super) fn value_type(line: &mut Line<'_>) -> Parsed<Type> {
    let t = line.word()?;
    match Type::from_name(t) {
        Some(ty) => Ok(ty),
        None => line.error(format!("`{t}` is no type")),
    }
}

pub(super) fn call(descrs: &Descrs, line: &mut Line<'_>) -> Parsed<()> {
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
    let (mut ownership, mut consumes, mut linkage) = (Ownership::Plain, 0, Linkage::C);
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
            "tree" => linkage = Linkage::Tree,
            "consumes" => {
                consumes |= 1 << line.uint()?;
                while line.eat(",") {
                    consumes |= 1 << line.uint()?;
                }
            }
            other => return line.error(format!("a call has no effect `{other}`")),
        }
    }
    descrs.intern_call(CallDescr { name, address, args, result, effects, ownership, consumes, linkage });
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
