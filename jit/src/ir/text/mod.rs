//! The text form of descriptors, traces and snapshots: printed and parsed.
//!
//! ```text
//! symbol POINT_TYPE = 0x1000                              ; a name for an address
//! field X = offset 16 val alias 2                         ; immutable nullable uncounted
//! array ITEMS = base 24 val alias 5                       ; immutable uncounted initial
//! type POINT = size 32 word POINT_TYPE flags 0x300 { X = #0 }
//! type ROW = size 24 word 0x2000 flags 0 { LEN = 0 } items ITEMS len LEN
//! call pow = addr 0x0 (float, float) -> float pure        ; reads all writes 2,3 allocates raises runs_code
//!                                                         ; owned borrowed tree consumes 0,1
//! trace root code=1 pc=0 slots=6                          ; or: trace bridge exit=3 code=1 pc=0 slots=6
//!   v0: val = slot 0
//!   v1: int = unbox_int v0 ! s0                           ; ! snapshot
//!   v2: int = int_add_ovf v1, 1 ! s0
//!   v3: val = get_field X, v9                             ; the immediate comes first
//!   jump ! s1
//!   s0: [code=1 pc=12 base=0 n=6] 0=v0 3=#5 5=o0          ; frames, then slots that differ from memory
//!   s1: [code=1 pc=12 base=0 n=6] [code=2 pc=3 base=6 n=4 ret=1 owner=v3] 0=v2 result=v4 action=2 owned=v4,v0
//!   s2: [code=1 pc=12 base=0 n=6] 0=v0 raised store o0 X = v3 store v4 ITEMS 2 = v3
//!   o0: POINT X=v3                                        ; a virtual object; items behind: (v3, #5)
//! ```
//!
//! Constants: `5` int, `1.5` float, `true` bool; tagged words start with `#`: `#5` fixnum, `#1.5` flonum, `#none`,
//! `#&NAME` or `#&0x1000` pointer; `&NAME`, `&0x1000` ref; `*NAME`, `*0x1000` ptr. A float that has no short form is
//! `float:0x7ff8000000000001`, a word that is none `word:0x3`. `;` starts a comment.
//!
//! Parsing what was printed gives the same trace, with the same numbers, if the trace is
//! [`compact`](super::Trace::compact).

mod declarations;
mod lexer;
mod parse;
mod print;
mod traces;

pub use parse::{ParseError, parse, parse_declarations};
pub use print::{print_const, print_descrs, print_inst, print_snapshot, print_trace, print_value};
