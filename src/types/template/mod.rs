//! Template strings (PEP 750): `Template` and `Interpolation` of `string.templatelib`.

mod interpolation;

use crate::object::{
    Args, CallArgs, FnDef, GetSetDef, Kind, Owned, Payload, PyResult, Ref, Str, TypeDef, TypeFlags, Visit, Vm, new,
};
use crate::types::str::build as text;
pub use interpolation::{InterpolationBody, interpolation};

/// The body of `Template`.
pub struct TemplateBody {
    /// The literal parts, one more than there are interpolations: a tuple of str.
    strings: Owned,
    /// The interpolations: a tuple.
    interpolations: Owned,
}

impl Payload for TemplateBody {
    const KIND: Kind = Kind::Template;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.strings);
        visit.owned(&self.interpolations);
    }
}

/// The types.
pub fn defs() -> Vec<TypeDef> {
    let def = TypeDef::of::<TemplateBody>("Template", "string.templatelib")
        .doc("Template object")
        .flags(TypeFlags::GC)
        .slots(|s| {
            s.new = Some(create);
            s.repr = Some(repr);
            s.iter = Some(iter);
            s.concat = Some(concat);
        })
        .methods(METHODS)
        .getters(GETTERS);
    vec![def, interpolation::def()]
}

static METHODS: &[FnDef] = &[FnDef::new("__reduce__", "($self, /)", reduce, "")];

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("strings", |vm, o| Ok(body(vm, o).strings.clone()), "Strings"),
    GetSetDef::get("interpolations", |vm, o| Ok(body(vm, o).interpolations.clone()), "Interpolations"),
    GetSetDef::get("values", values, "Values of interpolations"),
];

fn body<'v>(vm: &'v Vm, o: Ref<'v>) -> &'v TemplateBody {
    match o.get::<TemplateBody>(vm) {
        Some(t) => t,
        None => panic!("a template was expected"),
    }
}

/// The template of a literal: its strings and interpolations, two tuples.
///
/// # Errors
/// None.
pub fn build(_: &mut Vm, strings: Ref<'_>, interpolations: Ref<'_>) -> PyResult {
    Ok(new(TemplateBody { strings: strings.own(), interpolations: interpolations.own() }))
}

fn items(vm: &Vm, tuple: &Owned) -> Vec<Owned> {
    tuple.lend().as_tuple(vm).map(<[Owned]>::to_vec).unwrap_or_default()
}

fn create(vm: &mut Vm, _cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    if !args.kwnames.is_empty() {
        return Err(vm.type_error("Template.__new__ only accepts *args arguments"));
    }
    let (mut strings, mut interpolations) = (vec![vm.globals.empty_str.clone()], Vec::new());
    for part in args.pos() {
        if part.is_a::<InterpolationBody>() {
            interpolations.push(part.own());
            strings.push(vm.globals.empty_str.clone());
        } else if part.is_a::<Str>() {
            append(vm, &mut strings, *part);
        } else {
            let got = part.ty().message_name();
            return Err(
                vm.type_error(format!("Template.__new__ *args need to be of type 'str' or 'Interpolation', got {got}"))
            );
        }
    }
    let (strings, interpolations) = (vm.tuple(strings), vm.tuple(interpolations));
    Ok(new(TemplateBody { strings, interpolations }))
}

/// Appends text to the last string.
fn append(vm: &Vm, strings: &mut [Owned], more: Ref<'_>) {
    if let Some(last) = strings.last_mut() {
        let (a, b) = (text::body(vm, last.lend()), text::body(vm, more));
        let joined = if a.is_empty() { text::whole(vm, more) } else { new(Str::joined(a, b)) };
        *last = joined;
    }
}

fn repr(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let (strings, interpolations) = (body(vm, o).strings.clone(), body(vm, o).interpolations.clone());
    let strings = vm.repr_string(strings.lend())?;
    let interpolations = vm.repr_string(interpolations.lend())?;
    Ok(Owned::string(format!("Template(strings={strings}, interpolations={interpolations})")))
}

/// Strings and interpolations in order; empty strings are left out.
fn iter(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let (strings, interpolations) = (items(vm, &body(vm, o).strings), items(vm, &body(vm, o).interpolations));
    let mut rest = interpolations.into_iter();
    let mut all = Vec::new();
    for s in strings {
        if !text::body(vm, s.lend()).is_empty() {
            all.push(s);
        }
        all.extend(rest.next());
    }
    let all = vm.tuple(all);
    vm.iter(all.lend())
}

fn values(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let all = items(vm, &body(vm, o).interpolations);
    let all = all.iter().filter_map(|i| i.lend().get::<InterpolationBody>(vm)).map(|i| i.value.clone()).collect();
    Ok(vm.tuple(all))
}

fn concat(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    if !b.is_a::<TemplateBody>() {
        let got = b.ty().message_name();
        return Err(vm.type_error(format!(
            "can only concatenate string.templatelib.Template (not \"{got}\") to string.templatelib.Template"
        )));
    }
    let (mut strings, more) = (items(vm, &body(vm, a).strings), items(vm, &body(vm, b).strings));
    let mut interpolations = items(vm, &body(vm, a).interpolations);
    interpolations.extend(items(vm, &body(vm, b).interpolations));
    let mut more = more.into_iter();
    if let Some(first) = more.next() {
        append(vm, &mut strings, first.lend());
    }
    strings.extend(more);
    let (strings, interpolations) = (vm.tuple(strings), vm.tuple(interpolations));
    Ok(new(TemplateBody { strings, interpolations }))
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let all = iter(vm, a.get(0))?;
    let parts = vm.collect(all.lend())?;
    let parts = vm.tuple(parts);
    Ok(vm.tuple(vec![Kind::Template.ty().own(), parts]))
}
