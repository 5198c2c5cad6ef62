//! The log: what was recorded, compiled, left, given up, and why, as text or as JSON Lines.
//!
//! JSON Lines is the source of truth: one object a line, each with `v` (the schema's version), `event` and `ms` since the start:
//!
//! | event | says |
//! |---|---|
//! | `recorded` | a loop or a bridge was recorded: place, source lines, bytecode, trace |
//! | `compiled` | a tree was optimised and compiled: traces, CLIF, machine code, sizes, times |
//! | `aborted` | a recording was given up, with the reason and the next try |
//! | `refused` | the optimiser or the backend declined a trace |
//! | `invalidated` | an assumption was broken |
//! | `exit` | at the end, per exit that was taken: place, reason in words, count, bridge |
//! | `summary` | at the end: trees, bytes of code |
//!
//! The text form shows the same, laid out for reading.

use super::params::LogTo;
use super::place::Place;
use serde_json::{Value as Json, json};
use std::io::Write;
use std::time::Instant;

/// Version of the JSON schema.
pub const SCHEMA: u32 = 1;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    Json,
}

/// Where events go.
pub(super) struct Log {
    out: Option<Box<dyn Write>>,
    format: Format,
    born: Instant,
}

impl Log {
    /// Opens the log: JSON Lines when the name ends in `.jsonl`, else text. A file that cannot be made is reported, and the
    /// program runs without.
    pub(super) fn open(to: &LogTo) -> Log {
        let born = Instant::now();
        let path = match to {
            LogTo::Off => return Log { out: None, format: Format::Text, born },
            LogTo::Stderr => return Log { out: Some(Box::new(std::io::stderr())), format: Format::Text, born },
            LogTo::File(path) => path,
        };
        let format = match std::path::Path::new(path).extension().and_then(|e| e.to_str()) {
            Some("jsonl") => Format::Json,
            _ => Format::Text,
        };
        let out: Option<Box<dyn Write>> = match std::fs::File::create(path) {
            Ok(file) => Some(Box::new(std::io::BufWriter::new(file))),
            Err(e) => {
                eprintln!("taipan: cannot write the jit log '{path}': {e}");
                None
            }
        };
        Log { out, format, born }
    }

    /// Whether anybody listens.
    pub(super) fn wants(&self) -> bool {
        self.out.is_some()
    }

    /// Writes an event: a headline for people, fields for programs, and texts for both.
    pub(super) fn event(&mut self, event: &str, headline: &str, fields: Json, texts: &[(&str, &str)]) {
        let ms = self.born.elapsed().as_secs_f64() * 1e3;
        let format = self.format;
        let Some(out) = &mut self.out else { return };
        let written = match format {
            Format::Json => {
                let mut o = json!({ "v": SCHEMA, "event": event, "ms": (ms * 1e3).round() / 1e3 });
                if let (Some(o), Json::Object(more)) = (o.as_object_mut(), fields) {
                    o.extend(more);
                    for (name, text) in texts {
                        o.insert((*name).to_owned(), Json::from(*text));
                    }
                }
                writeln!(out, "{o}")
            }
            Format::Text => {
                let mut text = format!("[{ms:9.3} ms] {event}: {headline}\n");
                for (name, body) in texts.iter().filter(|t| !t.1.is_empty()) {
                    text.push_str(&format!("  {name}:\n"));
                    for line in body.lines() {
                        text.push_str(&format!("    {line}\n"));
                    }
                }
                out.write_all(text.as_bytes())
            }
        };
        if written.is_err() {
            // A full disk or a closed pipe must not stop the program, but it must not pass unseen either.
            eprintln!("taipan: the jit log cannot be written any further");
            self.out = None;
        }
    }

    /// Writes out what is buffered.
    pub(super) fn flush(&mut self) {
        if let Some(out) = &mut self.out
            && out.flush().is_err()
        {
            eprintln!("taipan: the jit log could not be written completely");
        }
    }
}

/// A place as fields.
pub(super) fn place_fields(p: &Place) -> Json {
    json!({ "file": p.file, "line": p.line, "function": p.function })
}

/// Why a trace was left, in words, from the operation that left it.
pub(super) fn words(op: taipan_jit::ir::Op) -> &'static str {
    use taipan_jit::ir::Op;
    match op {
        Op::GuardTrue | Op::GuardFalse => "the condition went the other way",
        Op::UnboxInt | Op::GuardInt => "a value was not an int, or a large one",
        Op::UnboxFloat | Op::GuardFloat => "a value was not a float",
        Op::GuardNotInt => "a value was an int",
        Op::GuardNotFloat => "a value was a float",
        Op::ValToRef => "a value was a number or None instead of an object",
        Op::GuardClass | Op::GuardNotClass => "an object had another type",
        Op::GuardShape => "an object had other attributes or another class",
        Op::GuardIs | Op::GuardIsNot => "a value was another one than while recording",
        Op::GuardNonNull => "a pointer was empty",
        Op::GuardValid => "something that the trace took for constant was changed",
        Op::GuardNoRaise => "an operation raised an exception",
        Op::Poll => "a signal, a finaliser or new code was waiting",
        Op::IntAddOvf | Op::IntSubOvf | Op::IntMulOvf => "an integer grew beyond 64 bits",
        Op::FloatToIntOvf => "a float was too large for an int",
        Op::Exit => "the trace ends here",
        _ => "the trace ends here",
    }
}
