//! The module `io`: files, the standard streams, and files in memory.
//!
//! ```text
//! TextIOWrapper ─┐
//!                ├─ Channel (buffers) ─ file of the system, or an object with read and write
//! BufferedReader ┘
//! ```

mod binary;
mod binary_new;
mod bytes_io;
pub mod channel;
mod classes;
mod open;
pub mod streams;
pub mod string_io;
pub mod text;

use super::ModuleDef;
use crate::object::{FnDef, Kind, Owned, PyResult, Ref, TypeDef, Vm};
pub(super) use open::open;

/// The module.
pub fn def() -> ModuleDef {
    ModuleDef { name: "io", doc: DOC, functions: FUNCTIONS, fill }
}

/// Its types, bases first.
pub fn types() -> Vec<TypeDef> {
    let mut defs = classes::types();
    defs.extend(binary::defs());
    defs.extend([text::def(), string_io::def(), bytes_io::def()]);
    defs
}

const DOC: &str = "The io module provides the Python interfaces to stream handling. The\nbuiltin open function is defined in this module.";

/// What `open` says about itself.
pub(super) const OPEN: &str = "Open file and return a stream.  Raise OSError upon failure.\n\nfile is either a text or byte string giving the name (and the path\nif the file isn't in the current working directory) of the file to\nbe opened or an integer file descriptor of the file to be\nwrapped.";

/// The parameters of `open`.
pub(super) const OPEN_SIGNATURE: &str =
    "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)";

static FUNCTIONS: &[FnDef] = &[FnDef::new(
    "text_encoding",
    "(encoding, stacklevel=2, /)",
    |_, a| Ok(if a.get(0).is_none() { Owned::str("locale") } else { a.get(0).own() }),
    "A helper function to choose the text encoding.",
)];

fn fill(vm: &mut Vm, dict: Ref<'_>) -> PyResult<()> {
    let types = [
        ("IOBase", Kind::IoBase),
        ("RawIOBase", Kind::RawIoBase),
        ("BufferedIOBase", Kind::BufferedIoBase),
        ("TextIOBase", Kind::TextIoBase),
        ("TextIOWrapper", Kind::TextFile),
        ("StringIO", Kind::StringIo),
        ("BytesIO", Kind::BytesIo),
        ("BufferedReader", Kind::BinaryFile),
        ("BufferedWriter", Kind::BufferedWriter),
        ("BufferedRandom", Kind::BufferedRandom),
        ("FileIO", Kind::FileIo),
    ];
    for (name, kind) in types {
        vm.dict_set_name(dict, name, kind.ty().own());
    }
    let open = super::builtins::function(vm, "open");
    vm.dict_set_name(dict, "open", open);
    let unsupported = classes::unsupported_class(vm)?;
    let blocking = crate::object::Exc::BlockingIOError.ty().own();
    let constants = [
        ("UnsupportedOperation", unsupported),
        ("BlockingIOError", blocking),
        ("DEFAULT_BUFFER_SIZE", Owned::int(128 << 10)),
        ("SEEK_SET", Owned::int(0)),
        ("SEEK_CUR", Owned::int(1)),
        ("SEEK_END", Owned::int(2)),
    ];
    for (name, value) in constants {
        vm.dict_set_name(dict, name, value);
    }
    Ok(())
}
