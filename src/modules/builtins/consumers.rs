//! Builtins that use up a generator, as Python functions: `consumers.py` says what they do.
//!
//! Each code object whose generators are used up gets copies of its own, so that the loop in `sum` that one generator
//! expression is hot in is traced for that one.

use super::sum;
use crate::interp::{entry, load};
use crate::object::{Args, Builtin, Dict, FnDef, Intrinsic, Kind, MethodDescr, Owned, PyResult, Ref, Value, Vm, new};
use std::collections::HashMap;
use taipan_bytecode::{CodeFlags, Const};
use taipan_compiler::{Mode, Options};

/// The functions that stand in for builtins.
#[derive(Default)]
struct Consumers {
    /// The namespace, once it was made.
    dict: Option<Owned>,
    /// Functions by the index in [`ALL`] and the address of the generator's code.
    made: HashMap<(u8, u64), Owned>,
}

/// Which builtins have a stand-in, in the order of their indices.
const ALL: [&str; 10] = ["sum", "any", "all", "max", "min", "sorted", "list", "tuple", "set", "join"];

/// More copies than this are not made: further generators share those of address 0.
const MAX_COPIES: usize = 512;

/// The function that does what a builtin does when it is called with `nargs` arguments of which one is a generator of this
/// code. It is kept alive.
pub fn consumer(vm: &mut Vm, f: Ref<'_>, nargs: usize, code: u64) -> Option<Value> {
    let which = which(vm, f, nargs)?;
    let shared = vm.extension::<Consumers>().made.len() >= MAX_COPIES;
    for key in [(which, code), (which, 0)] {
        if let Some(f) = vm.extension::<Consumers>().made.get(&key) {
            return Some(f.value());
        }
        if !shared {
            break;
        }
    }
    let made = make(vm, ALL[which as usize])?;
    let key = (which, if shared { 0 } else { code });
    Some(vm.extension::<Consumers>().made.entry(key).or_insert(made).value())
}

fn which(vm: &Vm, f: Ref<'_>, nargs: usize) -> Option<u8> {
    let name = if let Some(b) = f.get::<Builtin>(vm) {
        match b.def.intrinsic {
            Intrinsic::Sum if !b.bound && nargs <= 2 => "sum",
            Intrinsic::Any if !b.bound && nargs == 1 => "any",
            Intrinsic::All if !b.bound && nargs == 1 => "all",
            Intrinsic::Max if !b.bound && nargs == 1 => "max",
            Intrinsic::Min if !b.bound && nargs == 1 => "min",
            Intrinsic::Sorted if !b.bound && nargs == 1 => "sorted",
            _ => return None,
        }
    } else if let Some(m) = f.get::<MethodDescr>(vm) {
        if m.def.intrinsic == Intrinsic::StrJoin && nargs == 2 { "join" } else { return None }
    } else {
        let kinds = [(Kind::List, "list"), (Kind::Tuple, "tuple"), (Kind::Set, "set")];
        let found = kinds.iter().find(|(k, _)| f.is(k.ty()))?;
        if nargs == 1 { found.1 } else { return None }
    };
    ALL.iter().position(|n| *n == name).map(|i| i as u8)
}

fn make(vm: &mut Vm, name: &str) -> Option<Owned> {
    let dict = namespace(vm);
    let f = vm.dict_get_name(dict.lend(), name)?;
    load::copy_function(vm, f.lend())
}

/// The namespace in which the text runs.
fn namespace(vm: &mut Vm) -> Owned {
    if let Some(d) = &vm.extension::<Consumers>().dict {
        return d.clone();
    }
    let dict = new(Dict::namespace());
    let name = Owned::str("builtins");
    vm.dict_set_name(dict.lend(), "__name__", name.clone());
    let builtins = vm.builtins_module();
    vm.dict_set_name(dict.lend(), "__builtins__", builtins);
    for def in NATIVES.iter().chain(super::FUNCTIONS.iter().filter(|d| d.name == "abs")) {
        let f = new(Builtin { def, this: None, bound: false, module: name.clone() });
        vm.dict_set_name(dict.lend(), def.name, f);
    }
    let text = include_str!("consumers.py");
    let code = match taipan_compiler::compile(text, "<builtins>", Mode::Exec, Options::default()) {
        Ok(code) => code,
        Err(e) => unreachable!("embedded text: {}", e.render()),
    };
    let mut code = (*code).clone();
    for c in &mut code.consts {
        if let Const::Code(inner) = c {
            let mut hidden = (**inner).clone();
            hidden.flags.insert(CodeFlags::HIDDEN);
            *inner = hidden.into();
        }
    }
    let code = load::code_object(vm, &code.into());
    if entry::run_code(vm, code.lend(), dict.lend(), dict.lend()).is_err() {
        unreachable!("the embedded text only defines functions");
    }
    vm.extension::<Consumers>().dict = Some(dict.clone());
    dict
}

/// What the text needs besides the language.
static NATIVES: &[FnDef] = &[
    FnDef::new("is_int", "(v, /)", |_, a| Ok(Owned::bool(a.get(0).ty().is_exactly(Kind::Int))), "")
        .intrinsic(Intrinsic::IsInt),
    FnDef::new("is_float", "(v, /)", |_, a| Ok(Owned::bool(a.get(0).ty().is_exactly(Kind::Float))), "")
        .intrinsic(Intrinsic::IsFloat),
    FnDef::new("sum_rest", "(items, total, low, x=None, /)", sum::rest, ""),
    FnDef::new("raise_empty", "(name, /)", raise_empty, ""),
];

fn raise_empty(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let name = vm.lossy(a.get(0));
    Err(vm.value_error(format!("{name}() iterable argument is empty")))
}
