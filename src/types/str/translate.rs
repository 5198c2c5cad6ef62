//! `translate` and `maketrans`.

use super::build::{self, body};
use super::check;
use crate::object::{Args, Exc, FnDef, Kind, Owned, PyResult, Ref, Str, Vm};
use taipan_text::wtf8::{CodePoint, MAX_CODE_POINT, Wtf8Buf};

pub(super) static METHODS: &[FnDef] = &[FnDef::new("translate", "(self, table, /)", translate, TRANSLATE)];
pub(super) static STATIC_METHODS: &[FnDef] = &[FnDef::new("maketrans", "(x, y=None, z=None, /)", maketrans, MAKETRANS)];

const TRANSLATE: &str = "Replace each character in the string using the given translation table.\n\n  table\n    Translation table, which must be a mapping of Unicode ordinals to\n    Unicode ordinals, strings, or None.\n\nThe table must implement lookup/indexing via __getitem__, for instance a\ndictionary or list.  If this operation raises LookupError, the character is\nleft untouched.  Characters mapped to None are deleted.";
const MAKETRANS: &str = "Return a translation table usable for str.translate().\n\nIf there is only one argument, it must be a dictionary mapping Unicode\nordinals (integers) or characters to Unicode ordinals, strings or None.\nCharacter keys will be then converted to ordinals.\nIf there are two arguments, they must be strings of equal length, and\nin the resulting dictionary, each character in x will be mapped to the\ncharacter at the same position in y. If there is a third argument, it\nmust be a string, whose characters will be mapped to None in the result.";

/// What becomes of a character.
#[derive(Clone)]
enum Fate {
    Kept,
    Point(CodePoint),
    Text(Owned),
    Deleted,
}

fn fate(vm: &mut Vm, table: Ref<'_>, p: CodePoint) -> PyResult<Fate> {
    let key = Owned::int(i64::from(p));
    let found = vm.get_item(table, key.lend());
    let Ok(to) = vm.catch(found, Exc::LookupError)? else { return Ok(Fate::Kept) };
    let to_ref = to.lend();
    if to_ref.is_none() {
        return Ok(Fate::Deleted);
    }
    if to_ref.is_a::<Str>() {
        return Ok(Fate::Text(to));
    }
    match to_ref.as_int(vm) {
        Some(i) => match i.to_i64().and_then(|i| u32::try_from(i).ok()) {
            Some(p) if p <= MAX_CODE_POINT => Ok(Fate::Point(p)),
            _ => Err(vm.value_error("character mapping must be in range(0x110000)")),
        },
        None => Err(vm.type_error("character mapping must return integer, None or str")),
    }
}

fn translate(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let table = a.get(1);
    let points: Vec<CodePoint> = body(vm, a.get(0)).wtf8().chars().collect();
    // A plain dict does not change while it is asked, so that one question per character is enough.
    let mut known: Vec<Option<Fate>> = vec![None; if table.ty().is_exactly(Kind::Dict) { 128 } else { 0 }];
    let mut out = Wtf8Buf::with_capacity(points.len());
    for p in points {
        let f = match known.get(p as usize) {
            Some(Some(f)) => f.clone(),
            _ => {
                let f = fate(vm, table, p)?;
                if let Some(place) = known.get_mut(p as usize) {
                    *place = Some(f.clone());
                }
                f
            }
        };
        match f {
            Fate::Kept => out.push(p),
            Fate::Point(p) => out.push(p),
            Fate::Text(t) => out.push_wtf8(body(vm, t.lend()).wtf8()),
            Fate::Deleted => {}
        }
    }
    Ok(build::of_buf(out))
}

fn maketrans(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let table = vm.dict();
    let Some(y) = a.opt(1) else {
        if !a.get(0).ty().is_exactly(Kind::Dict) && !a.get(0).is_a::<crate::object::Dict>() {
            return Err(vm.type_error("if you give only one argument to maketrans it must be a dict"));
        }
        from_dict(vm, a.get(0), table.lend())?;
        return Ok(table);
    };
    if !a.get(0).is_a::<Str>() {
        return Err(vm.type_error("first maketrans argument must be a string if there is a second argument"));
    }
    check(vm, y, "maketrans() argument 2")?;
    if let Some(z) = a.opt(2) {
        check(vm, z, "maketrans() argument 3")?;
    }
    let (from, to) = (points(vm, a.get(0)), points(vm, y));
    if from.len() != to.len() {
        return Err(vm.value_error("the first two maketrans arguments must have equal length"));
    }
    for (f, t) in from.into_iter().zip(to) {
        vm.dict_set(table.lend(), Owned::int(i64::from(f)).lend(), Owned::int(i64::from(t)))?;
    }
    if let Some(z) = a.opt(2) {
        for p in points(vm, z) {
            vm.dict_set(table.lend(), Owned::int(i64::from(p)).lend(), Owned::NONE)?;
        }
    }
    Ok(table)
}

fn points(vm: &Vm, o: Ref<'_>) -> Vec<CodePoint> {
    body(vm, o).wtf8().chars().collect()
}

fn from_dict(vm: &mut Vm, d: Ref<'_>, table: Ref<'_>) -> PyResult<()> {
    let all = d.as_dict(vm).map(|b| b.to_vec(vm)).unwrap_or_default();
    for (key, value) in all {
        let key = match key.lend().get::<Str>(vm) {
            Some(s) if s.len() == 1 => Owned::int(i64::from(s.wtf8().chars().next().unwrap_or(0))),
            Some(_) => return Err(vm.value_error("string keys in translate table must be of length 1")),
            None if key.lend().as_int(vm).is_some() => key,
            None => return Err(vm.type_error("keys in translate table must be strings or integers")),
        };
        vm.dict_set(table, key.lend(), value)?;
    }
    Ok(())
}
