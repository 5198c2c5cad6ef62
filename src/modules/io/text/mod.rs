//! `TextIOWrapper`: text over a channel of bytes.

mod def;
mod lines;
mod methods;
mod read;
mod write;

use super::channel::Shared;
use crate::object::{Kind, Owned, Payload, Ref, Visit, Vm};
use crate::types::bytes::codec::Request;
pub(super) use def::Settings;
pub use def::def;
pub use lines::next;
pub use write::{put, write, written};

/// How line ends are treated: the argument `newline`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Newline {
    /// `None`: any of the three ends a line and is read as `\n`; `\n` is written as it is.
    Universal,
    /// `''`: any of the three ends a line, and is read as it is.
    Any,
    /// `'\n'`
    Feed,
    /// `'\r'`
    Return,
    /// `'\r\n'`
    Both,
}

impl Newline {
    /// The meaning of the argument; `None` for what is none.
    pub(super) fn of(text: Option<&str>) -> Option<Newline> {
        Some(match text {
            None => Newline::Universal,
            Some("") => Newline::Any,
            Some("\n") => Newline::Feed,
            Some("\r") => Newline::Return,
            Some("\r\n") => Newline::Both,
            Some(_) => return None,
        })
    }
}

/// The body of a text file.
pub struct TextFile {
    pub(super) channel: Shared,
    /// What was opened: a path, a number, or a stream's name like `<stdout>`.
    pub(super) name: Owned,
    /// The mode as given; empty when the file was made over another object.
    pub(super) mode: String,
    pub(super) how: Request,
    /// Strict UTF-8, for which there are short cuts.
    pub(super) plain: bool,
    pub(super) newline: Newline,
    /// Written out after every line.
    pub(super) line_buffered: bool,
    /// Written out after every write.
    pub(super) write_through: bool,
    /// `buffer`: the binary file over the same channel.
    pub(super) buffer: Owned,
    /// Whether reading has begun (a byte-order mark is looked for at the start only).
    pub(super) begun: bool,
    /// What was read is UTF-8 already, whatever the file's encoding.
    pub(super) transcoded: bool,
    /// Line ends that were seen: bits 1 `\r`, 2 `\n`, 4 `\r\n`.
    pub(super) seen: u8,
    /// `next` reads ahead of what the position tells.
    pub(super) iterating: bool,
    /// The object was detached from its buffer.
    pub(super) detached: bool,
}

impl Payload for TextFile {
    const KIND: Kind = Kind::TextFile;
    fn traverse(&self, visit: &mut Visit<'_>) {
        visit.owned(&self.name);
        visit.owned(&self.buffer);
        // What several files share is nobody's own, and would be counted twice.
        if std::rc::Rc::strong_count(&self.channel) == 1
            && let Ok(c) = self.channel.try_borrow()
        {
            c.traverse(visit);
        }
    }
}

/// The channel of a text file.
pub(super) fn channel(vm: &Vm, o: Ref<'_>) -> Shared {
    body(vm, o).channel.clone()
}

/// The body of a text file.
pub(super) fn body<'v>(vm: &'v Vm, o: Ref<'v>) -> &'v TextFile {
    match o.get::<TextFile>(vm) {
        Some(f) => f,
        None => panic!("a text file was expected"),
    }
}
