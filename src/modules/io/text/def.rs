//! The type `TextIOWrapper`, and making one over a binary file.

use super::{Newline, TextFile, body, methods};
use crate::modules::io::binary::BinaryFile;
use crate::modules::io::channel::{BUFFER_SIZE, Backend, Channel};
use crate::object::{Args, CallArgs, Kind, LazySignature, Owned, PyResult, Ref, TypeDef, TypeFlags, Vm, bind, new_of};
use crate::types::bytes::codec::Request;

/// The type.
pub fn def() -> TypeDef {
    TypeDef::of::<TextFile>("TextIOWrapper", "_io")
        .doc("Character and line based layer over a BufferedIOBase object, buffer.")
        .base(Kind::TextIoBase)
        .flags(TypeFlags::BASE | TypeFlags::GC | TypeFlags::WEAKREF)
        .with_attrs()
        .slots(|s| {
            s.new = Some(create);
            s.repr = Some(repr);
            s.iter = Some(|_, o| Ok(o.own()));
            s.next = Some(super::next);
        })
        .methods(methods::METHODS)
        .getters(methods::GETTERS)
}

static SIGNATURE: LazySignature =
    LazySignature::new("(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)");

fn create(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "TextIOWrapper", &SIGNATURE, args, |vm, a| {
        let settings = Settings::of_args(vm, "TextIOWrapper", a, 1)?;
        let flag = |vm: &mut Vm, o: Option<Ref<'_>>| o.map_or(Ok(false), |o| vm.truth(o));
        let (line_buffered, through) = (flag(vm, a.opt(4))?, flag(vm, a.opt(5))?);
        let buffer = a.get(0);
        let (channel, name) = match buffer.get::<BinaryFile>(vm) {
            Some(b) => (b.channel.clone(), b.name.clone()),
            None => {
                let access = [("readable", true), ("writable", true)].map(|(what, missing)| {
                    let r = vm.call_method(buffer, what, &[]).and_then(|r| vm.truth(r.lend()));
                    vm.clear_raised();
                    r.unwrap_or(missing)
                });
                let c = Channel::share(vm, Backend::Object(buffer.own()), None, access.into(), BUFFER_SIZE);
                (c, Owned::NONE)
            }
        };
        let file = TextFile {
            line_buffered,
            write_through: through,
            buffer: buffer.own(),
            ..settings.file(channel, name, String::new())
        };
        Ok(new_of(cls.expect_type(), file))
    })
}

/// Encoding, errors and newlines of a text file.
pub(in crate::modules::io) struct Settings {
    how: Request,
    newline: Newline,
}

impl Settings {
    /// From the parameters `encoding`, `errors`, `newline` from position `i` on.
    ///
    /// # Errors
    /// `TypeError`, `ValueError` and `LookupError` for what they cannot be.
    pub(in crate::modules::io) fn of_args(vm: &mut Vm, name: &str, a: &Args<'_>, i: usize) -> PyResult<Settings> {
        let mut how = Request { encoding: "UTF-8".to_owned(), errors: "strict".to_owned() };
        for (k, what) in [(i, "encoding"), (i + 1, "errors"), (i + 2, "newline")] {
            let Some(o) = a.some(k) else { continue };
            if o.as_text(vm).is_none() {
                let got = o.ty().argument_name();
                return Err(vm.type_error(format!("{name}() argument '{what}' must be str or None, not {got}")));
            }
            match what {
                "encoding" => how.encoding = vm.lossy(o),
                "errors" => how.errors = vm.lossy(o),
                _ => {}
            }
        }
        if how.encoding == "locale" {
            how.encoding = "UTF-8".to_owned();
        }
        how.codec(vm)?;
        let text = a.some(i + 2).map(|n| vm.lossy(n));
        let Some(newline) = Newline::of(text.as_deref()) else {
            return Err(vm.value_error(format!("illegal newline value: {}", text.unwrap_or_default())));
        };
        Ok(Settings { how, newline })
    }

    /// What standard streams have.
    pub(in crate::modules::io) fn standard(errors: &str) -> Settings {
        let how = Request { encoding: "utf-8".to_owned(), errors: errors.to_owned() };
        Settings { how, newline: Newline::Universal }
    }

    /// A file with these settings.
    pub(in crate::modules::io) fn file(
        self,
        channel: crate::modules::io::channel::Shared,
        name: Owned,
        mode: String,
    ) -> TextFile {
        TextFile {
            channel,
            name,
            mode,
            plain: self.how.is_plain_utf8(),
            how: self.how,
            newline: self.newline,
            line_buffered: false,
            write_through: false,
            buffer: Owned::NONE,
            begun: false,
            transcoded: false,
            seen: 0,
            iterating: false,
            detached: false,
        }
    }
}

fn repr(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    let f = body(vm, o);
    let (name, mode, encoding) = (f.name.clone(), f.mode.clone(), f.how.encoding.clone());
    let mut text = format!("<_io.{}", o.ty().name());
    if !name.value().is_none() {
        text.push_str(&format!(" name={}", vm.repr_string(name.lend())?));
    }
    if !mode.is_empty() {
        text.push_str(&format!(" mode='{mode}'"));
    }
    Ok(Owned::string(format!("{text} encoding='{encoding}'>")))
}
