//! `template % values` for `str`, and the values of `%` templates, which `bytes` shares.

use super::build::{self, body};
use super::template::push_plain;
use crate::object::{Exc, IntRef, Owned, PyResult, Raised, Ref, Str, Tuple, Value, Vm};
use taipan_text::out::Out;
use taipan_text::percent::{
    Amount, PercentCode, PercentError, PercentFormat, PercentParser, PercentPiece, PercentSpec, TextKind, format_big,
    format_char, format_f64, format_i64, format_str,
};
use taipan_text::wtf8::{MAX_CODE_POINT, Wtf8, Wtf8Buf};

/// The right operand of `%`.
pub struct Values {
    /// The items of a tuple, or the one value.
    items: Vec<Owned>,
    /// How many of them were used.
    used: usize,
    /// The operand, where keys can be looked up in it.
    mapping: Option<Owned>,
}

impl Values {
    /// Takes the operand apart. `plain` says that it is one value for this kind of template, although it has items.
    pub fn new(vm: &Vm, o: Ref<'_>, plain: bool) -> Values {
        if let Some(t) = o.get::<Tuple>(vm) {
            return Values { items: t.items().to_vec(), used: 0, mapping: None };
        }
        let mapping = (!plain && o.ty().slots().getitem.is_some()).then(|| o.own());
        Values { items: vec![o.own()], used: 0, mapping }
    }

    /// The value of a spec.
    fn of(&mut self, vm: &mut Vm, key: Option<Owned>) -> PyResult {
        match (key, &self.mapping) {
            (Some(key), Some(m)) => {
                // A key makes the mapping count as used up.
                self.used = self.items.len();
                vm.get_item(m.clone().lend(), key.lend())
            }
            (Some(_), None) => Err(vm.type_error("format requires a mapping")),
            (None, _) => self.next(vm),
        }
    }

    fn next(&mut self, vm: &mut Vm) -> PyResult {
        match self.items.get(self.used) {
            Some(x) => {
                self.used += 1;
                Ok(x.clone())
            }
            None => Err(vm.type_error("not enough arguments for format string")),
        }
    }

    /// The number for a star.
    fn amount(&mut self, vm: &mut Vm, wanted: Option<Amount>, what: &str) -> PyResult<Option<i64>> {
        if wanted != Some(Amount::Argument) {
            return Ok(None);
        }
        let x = self.next(vm)?;
        match x.lend().as_int(vm) {
            None => Err(vm.type_error("* wants int")),
            Some(i) => match i.to_i64() {
                Some(i) => Ok(Some(i)),
                None => Err(vm.overflow_error(format!("Python int too large to convert to C {what}"))),
            },
        }
    }

    /// Asks for the value of a spec and for its width and precision, in the order of the template.
    ///
    /// # Errors
    /// `TypeError` where there are too few values; what looking a key up raises.
    pub fn take(&mut self, vm: &mut Vm, spec: &PercentSpec<'_>, key: Option<Owned>) -> PyResult<(PercentFormat, Ask)> {
        let keyed = match key {
            Some(key) => Some(self.of(vm, Some(key))?),
            None => None,
        };
        let width = self.amount(vm, spec.width, "ssize_t")?;
        let precision = self.amount(vm, spec.precision, "int")?;
        let format = spec.resolve(width, precision).map_err(|e| percent_error(vm, &e))?;
        vm.room_for(format.width.saturating_add(format.precision.unwrap_or(0)), 4)?;
        Ok((format, Ask(keyed)))
    }

    /// The value itself, once the code is known to be good.
    ///
    /// # Errors
    /// `TypeError` where there are too few values.
    pub fn value(&mut self, vm: &mut Vm, ask: Ask) -> PyResult {
        match ask.0 {
            Some(v) => Ok(v),
            None => self.of(vm, None),
        }
    }

    /// Everything must have been used.
    ///
    /// # Errors
    /// `TypeError`.
    pub fn finish(&self, vm: &mut Vm, kind: &str) -> PyResult<()> {
        if self.used < self.items.len() && self.mapping.is_none() {
            return Err(vm.type_error(format!("not all arguments converted during {kind} formatting")));
        }
        Ok(())
    }
}

/// A value that was looked up by key already, or is the next one.
pub struct Ask(Option<Owned>);

/// Raises what is wrong with a template.
#[cold]
pub fn percent_error(vm: &mut Vm, e: &PercentError) -> Raised {
    vm.value_error(e.to_string())
}

/// `str.__mod__` and `str.__rmod__`.
pub(super) fn remainder(vm: &mut Vm, a: Ref<'_>, b: Ref<'_>) -> PyResult {
    if !a.is_a::<Str>() {
        return Ok(Owned::immediate(Value::NOT_IMPLEMENTED));
    }
    let template = body(vm, a).bytes().to_vec();
    let mut values = Values::new(vm, b, b.is_a::<Str>());
    let mut out = Wtf8Buf::with_capacity(template.len() + 16);
    for piece in PercentParser::of_str(Wtf8::trusted(&template)) {
        match piece.map_err(|e| percent_error(vm, &e))? {
            PercentPiece::Literal(text) => out.push_wtf8(Wtf8::trusted(text)),
            PercentPiece::Spec(spec) => {
                let key = spec.key.map(|k| build::slice(vm, k, false));
                let (format, ask) = values.take(vm, &spec, key)?;
                let value = values.value(vm, ask)?;
                let code = spec.code(TextKind::Str).map_err(|e| percent_error(vm, &e))?;
                one(vm, code, value.lend(), &format, &mut out)?;
            }
        }
    }
    values.finish(vm, "string")?;
    Ok(build::of_buf(out))
}

fn one(vm: &mut Vm, code: PercentCode, value: Ref<'_>, format: &PercentFormat, out: &mut Wtf8Buf) -> PyResult<()> {
    let text = match code {
        PercentCode::Str if *format == PercentFormat::default() && push_plain(vm, value, out) => return Ok(()),
        PercentCode::Str => vm.to_str(value)?,
        PercentCode::Repr => vm.repr(value)?,
        PercentCode::Ascii => super::ascii_repr(vm, value)?,
        PercentCode::Char => return char(vm, value, format, out),
        _ => return number(vm, code, value, format, out),
    };
    format_str(body(vm, text.lend()).wtf8(), format, out);
    Ok(())
}

fn char(vm: &mut Vm, value: Ref<'_>, format: &PercentFormat, out: &mut Wtf8Buf) -> PyResult<()> {
    let point = match value.get::<Str>(vm) {
        Some(s) if s.len() == 1 => s.wtf8().chars().next().unwrap_or(0),
        Some(s) => {
            let n = s.len();
            return Err(vm.type_error(format!("%c requires an int or a unicode character, not a string of length {n}")));
        }
        None if !crate::types::slice::bounds::is_index(value) => {
            let got = value.ty().message_name();
            return Err(vm.type_error(format!("%c requires an int or a unicode character, not {got}")));
        }
        None => {
            let i = vm.index(value)?;
            match i.lend().as_i64(vm).and_then(|i| u32::try_from(i).ok()).filter(|&p| p <= MAX_CODE_POINT) {
                Some(p) => p,
                None => return Err(vm.overflow_error("%c arg not in range(0x110000)")),
            }
        }
    };
    format_char(point, format, out);
    Ok(())
}

/// Appends a number.
///
/// # Errors
/// `TypeError` for what is no number, or what converting raises.
pub fn number(
    vm: &mut Vm,
    code: PercentCode,
    value: Ref<'_>,
    format: &PercentFormat,
    out: &mut impl Out,
) -> PyResult<()> {
    let radix = match code {
        PercentCode::Float(c) => {
            let x = vm.to_float(value)?;
            format_f64(x, c, format, out);
            return Ok(());
        }
        PercentCode::Radix(r, _) => Some(r),
        _ => None,
    };
    let i = integer(vm, code, value)?;
    let limit = crate::types::int::digit_limit();
    let done = match i.lend().as_int(vm) {
        Some(IntRef::Small(i)) => {
            format_i64(i, radix, format, out);
            Ok(())
        }
        Some(IntRef::Big(b)) => format_big(b, radix, limit, format, out),
        None => Ok(()),
    };
    done.map_err(|e| vm.value_error(e.to_string()))
}

/// The int that `%d` or `%x` prints.
fn integer(vm: &mut Vm, code: PercentCode, value: Ref<'_>) -> PyResult {
    if value.as_int(vm).is_some() {
        return Ok(value.own());
    }
    let slots = *value.ty().slots();
    let (made, c, what) = match code {
        PercentCode::Radix(_, c) => (slots.index.map(|_| vm.index(value)), c, "an integer"),
        PercentCode::Decimal(c) => {
            let made = match (slots.int, slots.index) {
                (Some(f), _) => Some(f(vm, value)),
                (None, Some(_)) => Some(vm.index(value)),
                _ => None,
            };
            (made, c, "a real number")
        }
        _ => (None, 'd', "a real number"),
    };
    let made = match made {
        Some(r) => vm.catch(r, Exc::TypeError)?.ok(),
        None => None,
    };
    match made {
        Some(i) => Ok(i),
        None => {
            let got = value.ty().message_name();
            Err(vm.type_error(format!("%{c} format: {what} is required, not {got}")))
        }
    }
}
