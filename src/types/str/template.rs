//! `str.format`, `str.format_map`, `str.__format__`.

use super::build::{self, body};
use crate::object::{Args, Exc, FnDef, Kind, Owned, PyResult, Raised, Ref, Str, Vm};
use taipan_text::format::{
    Argument, Conversion, FieldStep, FormatError, FormatSpec, MAX_DEPTH, Numbering, Subject, TemplateError,
    TemplateParser, format_str, parse_field_name,
};
use taipan_text::wtf8::{Wtf8, Wtf8Buf};

pub(super) static METHODS: &[FnDef] = &[
    FnDef::new(
        "format",
        "(self, /, *args, **kwargs)",
        format,
        "Return a formatted version of the string, using substitutions from args and kwargs.\n\nThe substitutions are identified by braces ('{' and '}').",
    ),
    FnDef::new(
        "format_map",
        "(self, mapping, /)",
        format_map,
        "Return a formatted version of the string, using substitutions from mapping.\n\nThe substitutions are identified by braces ('{' and '}').",
    ),
    FnDef::new(
        "__format__",
        "(self, format_spec, /)",
        dunder_format,
        "Return a formatted version of the string as described by format_spec.",
    ),
];

/// Where fields find their values.
enum Values<'a> {
    /// `format(*args, **kwargs)`
    Given { positional: &'a [Ref<'a>], named: &'a [(Ref<'a>, Ref<'a>)] },
    /// `format_map(mapping)`
    Mapping(Ref<'a>),
}

fn format(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    expanded(vm, a.get(0), &Values::Given { positional: a.rest, named: a.extra })
}

fn format_map(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    expanded(vm, a.get(0), &Values::Mapping(a.get(1)))
}

fn expanded(vm: &mut Vm, template: Ref<'_>, values: &Values<'_>) -> PyResult {
    let template = body(vm, template).bytes().to_vec();
    let mut out = Wtf8Buf::with_capacity(template.len() + 16);
    expand(vm, Wtf8::trusted(&template), values, &mut Numbering::default(), 1, &mut out)?;
    Ok(build::of_buf(out))
}

fn template_error(vm: &mut Vm, e: TemplateError) -> Raised {
    vm.value_error(e.to_string())
}

fn expand(
    vm: &mut Vm,
    template: Wtf8<'_>,
    values: &Values<'_>,
    numbering: &mut Numbering,
    depth: usize,
    out: &mut Wtf8Buf,
) -> PyResult<()> {
    if depth > MAX_DEPTH {
        return Err(template_error(vm, TemplateError::TooDeep));
    }
    for piece in TemplateParser::new(template) {
        let piece = piece.map_err(|e| template_error(vm, e))?;
        out.push_wtf8(piece.literal);
        let Some(field) = piece.field else { continue };
        let mut value = lookup(vm, field.name, values, numbering)?;
        if let Some(code) = field.conversion {
            value = match Conversion::of(code).map_err(|e| template_error(vm, e))? {
                Conversion::Str => vm.to_str(value.lend())?,
                Conversion::Repr => vm.repr(value.lend())?,
                Conversion::Ascii => crate::types::str::ascii_repr(vm, value.lend())?,
            };
        }
        if field.nested {
            let mut spec = Wtf8Buf::new();
            expand(vm, field.spec, values, numbering, depth + 1, &mut spec)?;
            push_formatted(vm, value.lend(), spec.as_wtf8(), out)?;
        } else {
            push_formatted(vm, value.lend(), field.spec, out)?;
        }
    }
    Ok(())
}

/// Appends `format(value, spec)`.
///
/// # Errors
/// What `__format__` raises.
pub(crate) fn push_formatted(vm: &mut Vm, value: Ref<'_>, spec: Wtf8<'_>, out: &mut Wtf8Buf) -> PyResult<()> {
    if spec.is_empty() && push_plain(vm, value, out) {
        return Ok(());
    }
    let spec = build::slice(vm, spec.as_bytes(), false);
    let text = vm.format(value, spec.lend())?;
    out.push_wtf8(body(vm, text.lend()).wtf8());
    Ok(())
}

/// Appends `str(value)` for strings and small numbers; false for anything else.
pub(crate) fn push_plain(vm: &Vm, value: Ref<'_>, out: &mut Wtf8Buf) -> bool {
    if value.ty().is_exactly(Kind::Str) {
        out.push_wtf8(body(vm, value).wtf8());
    } else if let Some(i) = value.value().as_fixnum() {
        taipan_text::int::i64_repr(i, out);
    } else if let Some(x) = value.value().as_flonum() {
        taipan_text::float::repr(x, out);
    } else {
        return false;
    }
    true
}

fn lookup(vm: &mut Vm, name: Wtf8<'_>, values: &Values<'_>, numbering: &mut Numbering) -> PyResult {
    let field = parse_field_name(name).map_err(|e| template_error(vm, e))?;
    let argument = numbering.resolve(field.head).map_err(|e| template_error(vm, e))?;
    let mut value = match (argument, values) {
        (Argument::Position(i), Values::Given { positional, .. }) => match positional.get(i) {
            Some(v) => v.own(),
            None => {
                let message = format!("Replacement index {i} out of range for positional args tuple");
                return Err(vm.index_error(message));
            }
        },
        (Argument::Position(_), Values::Mapping(_)) => {
            return Err(vm.value_error("Format string contains positional fields"));
        }
        (Argument::Keyword(key), Values::Given { named, .. }) => {
            let found = named.iter().find(|(k, _)| body(vm, *k).bytes() == key.as_bytes());
            match found {
                Some((_, v)) => v.own(),
                None => {
                    let key = build::slice(vm, key.as_bytes(), false);
                    return Err(vm.key_error(key.lend()));
                }
            }
        }
        (Argument::Keyword(key), Values::Mapping(m)) => {
            let key = build::slice(vm, key.as_bytes(), false);
            vm.get_item(*m, key.lend())?
        }
    };
    for step in field.steps {
        value = match step.map_err(|e| template_error(vm, e))? {
            FieldStep::Attribute(name) => {
                let name = vm.intern_wtf8(name.as_bytes());
                vm.get_attr(value.lend(), name.lend())?
            }
            FieldStep::Index(i) => vm.get_item(value.lend(), Owned::usize(i).lend())?,
            FieldStep::Key(key) => {
                let key = build::slice(vm, key.as_bytes(), false);
                vm.get_item(value.lend(), key.lend())?
            }
        };
    }
    Ok(value)
}

fn dunder_format(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let spec = a.get(1);
    let Some(text) = spec.get::<Str>(vm) else {
        let got = spec.ty().argument_name();
        return Err(vm.type_error(format!("__format__() argument must be str, not {got}")));
    };
    if text.is_empty() {
        return vm.to_str(a.get(0));
    }
    let name = a.get(0).ty().name();
    let mut out = Wtf8Buf::new();
    let spec = FormatSpec::parse(text.wtf8(), Subject::Str, name);
    if let Ok(spec) = &spec {
        vm.room_for(spec.width.unwrap_or(0), 4)?;
    }
    let name = a.get(0).ty().name();
    let done = spec.and_then(|spec| format_str(body(vm, a.get(0)).wtf8(), &spec, name, &mut out));
    match done {
        Ok(()) => Ok(build::of_buf(out)),
        Err(e) => Err(format_error(vm, &e)),
    }
}

/// Raises what is wrong with a format spec.
#[cold]
pub fn format_error(vm: &mut Vm, e: &FormatError) -> Raised {
    let exc = if e.is_overflow() { Exc::OverflowError } else { Exc::ValueError };
    vm.raise(exc, e.to_string())
}
