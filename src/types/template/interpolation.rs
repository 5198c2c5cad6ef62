//! `Interpolation`: a value between braces, with the text that it came from.

use crate::object::{
    Args, CallArgs, FnDef, GetSetDef, Kind, LazySignature, Owned, Payload, PyResult, Ref, Str, TypeDef, TypeFlags,
    Visit, Vm, bind, new,
};

/// The body.
pub struct InterpolationBody {
    /// The value.
    pub value: Owned,
    /// The expression's text.
    expression: Owned,
    /// `'s'`, `'r'`, `'a'` or `None`.
    conversion: Owned,
    /// What follows the colon.
    format_spec: Owned,
}

impl Payload for InterpolationBody {
    const KIND: Kind = Kind::Interpolation;
    fn traverse(&self, visit: &mut Visit<'_>) {
        for o in [&self.value, &self.expression, &self.conversion, &self.format_spec] {
            visit.owned(o);
        }
    }
}

/// The type.
pub(super) fn def() -> TypeDef {
    TypeDef::of::<InterpolationBody>("Interpolation", "string.templatelib")
        .doc("Interpolation object")
        .flags(TypeFlags::GC)
        .slots(|s| {
            s.new = Some(create);
            s.repr = Some(repr);
        })
        .methods(METHODS)
        .getters(GETTERS)
        .match_args(&["value", "expression", "conversion", "format_spec"])
}

static SIGNATURE: LazySignature = LazySignature::new("(value, expression='', conversion=None, format_spec='')");

static METHODS: &[FnDef] = &[FnDef::new("__reduce__", "($self, /)", reduce, "")];

static GETTERS: &[GetSetDef] = &[
    GetSetDef::get("value", |vm, o| Ok(body(vm, o).value.clone()), "Value"),
    GetSetDef::get("expression", |vm, o| Ok(body(vm, o).expression.clone()), "Expression"),
    GetSetDef::get("conversion", |vm, o| Ok(body(vm, o).conversion.clone()), "Conversion"),
    GetSetDef::get("format_spec", |vm, o| Ok(body(vm, o).format_spec.clone()), "Format specifier"),
];

fn body<'v>(vm: &'v Vm, o: Ref<'v>) -> &'v InterpolationBody {
    match o.get::<InterpolationBody>(vm) {
        Some(i) => i,
        None => panic!("an interpolation was expected"),
    }
}

/// The interpolation of a literal; `conversion` is 0 for none, then `str`, `repr`, `ascii`.
///
/// # Errors
/// None.
pub fn interpolation(vm: &mut Vm, value: Ref<'_>, text: Ref<'_>, spec: Option<Ref<'_>>, conversion: u32) -> PyResult {
    let conversion = match conversion {
        1 => vm.intern("s"),
        2 => vm.intern("r"),
        3 => vm.intern("a"),
        _ => Owned::NONE,
    };
    let format_spec = spec.map_or_else(|| vm.globals.empty_str.clone(), Ref::own);
    Ok(new(InterpolationBody { value: value.own(), expression: text.own(), conversion, format_spec }))
}

fn create(vm: &mut Vm, _cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "Interpolation", &SIGNATURE, args, |vm, a| {
        for (i, name) in [(1, "expression"), (3, "format_spec")] {
            if let Some(o) = a.opt(i)
                && !o.is_a::<Str>()
            {
                let got = o.ty().argument_name();
                return Err(vm.type_error(format!("Interpolation() argument '{name}' must be str, not {got}")));
            }
        }
        if let Some(c) = a.some(2) {
            let Some(s) = c.get::<Str>(vm) else {
                let got = c.ty().argument_name();
                return Err(vm.type_error(format!("Interpolation() argument 'conversion' must be str, not {got}")));
            };
            if !matches!(s.bytes(), b"s" | b"r" | b"a") {
                return Err(vm.value_error("Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'"));
            }
        }
        let empty = vm.globals.empty_str.clone();
        let text = |i: usize| a.opt(i).map_or_else(|| empty.clone(), Ref::own);
        Ok(new(InterpolationBody {
            value: a.get(0).own(),
            expression: text(1),
            conversion: a.opt(2).unwrap_or(Ref::NONE).own(),
            format_spec: text(3),
        }))
    })
}

/// The four parts.
fn parts(vm: &Vm, o: Ref<'_>) -> [Owned; 4] {
    let i = body(vm, o);
    [i.value.clone(), i.expression.clone(), i.conversion.clone(), i.format_spec.clone()]
}

fn repr(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let mut shown = Vec::new();
    for part in parts(vm, o) {
        shown.push(vm.repr_string(part.lend())?);
    }
    Ok(Owned::string(format!("Interpolation({})", shown.join(", "))))
}

fn reduce(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let args = vm.tuple(parts(vm, a.get(0)).into());
    Ok(vm.tuple(vec![Kind::Interpolation.ty().own(), args]))
}
