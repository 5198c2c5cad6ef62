//! Making binary files: the classes of `io`, called.

use super::binary::BinaryFile;
use super::channel::{BUFFER_SIZE, Backend, Channel};
use crate::object::{CallArgs, Kind, LazySignature, Owned, PyResult, Ref, Vm, bind, new_of};

static FILE: LazySignature = LazySignature::new("(file, mode='r', closefd=True, opener=None)");
static OVER: LazySignature = LazySignature::new("(raw, buffer_size=131072, /)");

/// `FileIO(file, mode)`.
pub(super) fn file_io(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    bind(vm, "FileIO", &FILE, args, |vm, a| {
        let mode = a.opt(1).map_or_else(|| "r".to_owned(), |m| vm.lossy(m));
        let mode = Owned::string(format!("{}b", mode.replace('b', "")));
        let (zero, none) = (Owned::int(0), Ref::NONE);
        let opener = a.opt(3).unwrap_or(none);
        let open = crate::modules::builtins::function(vm, "open");
        let close = a.opt(2).map_or(Owned::bool(true), Ref::own);
        let all = [a.get(0), mode.lend(), zero.lend(), none, none, none, close.lend(), opener];
        let made = vm.call(open.lend(), &all)?;
        let file = made.lend().get::<BinaryFile>(vm).map(BinaryFile::copy);
        Ok(file.map_or(made, |f| new_of(cls.expect_type(), f)))
    })
}

/// `BufferedReader(raw)` and its likes: over a binary file they share its channel; other objects are asked to read and write.
pub(super) fn over(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let name = cls.expect_type().name().to_owned();
    bind(vm, &name, &OVER, args, |vm, a| {
        let raw = a.get(0);
        if let Some(f) = raw.get::<BinaryFile>(vm).map(BinaryFile::copy) {
            return Ok(new_of(cls.expect_type(), BinaryFile { unbuffered: false, ..f }));
        }
        let (question, refusal, access, mode) = match cls.expect_type().kind() {
            Kind::BufferedWriter => ("writable", "File or stream is not writable.", (false, true), "wb"),
            Kind::BufferedRandom => ("seekable", "File or stream is not seekable.", (true, true), "rb+"),
            _ => ("readable", "File or stream is not readable.", (true, false), "rb"),
        };
        let able = vm.call_method(raw, question, &[])?;
        if !vm.truth(able.lend())? {
            return Err(super::classes::unsupported(vm, refusal));
        }
        let channel = Channel::share(vm, Backend::Object(raw.own()), None, access, BUFFER_SIZE);
        Ok(new_of(cls.expect_type(), BinaryFile { channel, name: Owned::NONE, mode, unbuffered: false }))
    })
}
