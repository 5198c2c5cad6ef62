//! Random traces as a recorder writes them: a loop over slots, with typed arithmetic, boxes, objects, items, calls and
//! guards that fail now and then. Written as text. What a guard or division demands holds by construction.

use super::super::harness::commands::tree;
use super::super::harness::drive::Fragment;
use super::super::harness::execute::evaluate_tree;
use super::{Case, Rng};
use std::collections::BTreeMap;
use std::fmt::Write;

const DECLARATIONS: &str = "\
field X = offset 16 val alias 3
field Y = offset 24 val alias 3
field N = offset 32 i64 alias 4
field F = offset 40 f64 alias 5
field NEXT = offset 48 val alias 6
field B = offset 56 u8 alias 4
field T = offset 57 bool alias 4
field H = offset 60 i32 alias 4
field W = offset 64 val alias 9
field LEN = offset 16 i64 alias 7 immutable
array ITEMS = base 24 val alias 8
type POINT = size 72 word 0x5000 flags 0x300 { X = #none, Y = #0, N = 0, F = 0.0, NEXT = #none, B = 0, T = false, H = 0, W = #0 }
type ROW = size 24 word 0x5100 flags 0 { } items ITEMS len LEN
call mix = addr sim_mix (int, int) -> int pure
call even = addr sim_even (int) -> bool pure
call big = addr sim_big (ptr, int) -> val allocates owned
call div = addr sim_div (int, int) -> val raises
call eat = addr sim_eat (ptr, val) -> void consumes 1
call say = addr sim_say (ptr, val) -> void reads all writes all runs_code
call peek = addr sim_say (ptr, val) -> void reads all
";

const OBJECTS: [&str; 4] = [
    "object q = POINT X=#1.5 Y=#7 N=2",
    "object p = POINT X=#3 Y=&q N=5 F=2.5 NEXT=&q",
    "object t = ROW (#1, #2.5, &q, #none)",
    "slots 0=#0 1=#5 2=#1.5 3=&p 4=&t 5=#true 6=#0",
];

/// A slot for what an exit has to have, which no operation reads.
const RESULT: i32 = 6;

/// Types of values.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Ty {
    Int,
    /// An int that fits into a fixnum.
    Small,
    Float,
    Bool,
    Val,
    /// A word that is an integer of any size. None of them is taken for a `Val`: where the recorded trace leaves because it
    /// is no fixnum, the optimised one may go on.
    Whole,
    Point,
}

/// A case: a recorded loop and its world. All exits are in the loop's own frame.
pub fn case(seed: u64) -> Case {
    written(Writer::new(seed ^ 0xface, 0))
}

/// A case with exits in the frames of inlined calls.
pub fn case_with_calls(seed: u64) -> Case {
    written(Writer { calls: true, ..Writer::new(seed ^ 0xca11, 0) })
}

fn written(mut w: Writer) -> Case {
    w.record();
    let directives: Vec<String> = OBJECTS.iter().map(|d| (*d).to_owned()).collect();
    loop {
        let input = format!("{DECLARATIONS}trace root code=1 pc=0 slots=7\n{}{}", w.body, w.snaps);
        let case = Case { directives: directives.clone(), input };
        // What was recorded has been executed: no guard fails in the first turn.
        match fails_at_once(&case) {
            Some(n) => w.pacify(n),
            None => return case,
        }
    }
}

/// The snapshot through which the first turn is left.
fn fails_at_once(case: &Case) -> Option<u32> {
    let left = evaluate_tree(case, |t, _| Ok(tree(t))).ok()?;
    let frame = left.lines().find(|l| l.starts_with("[code=1"))?;
    let pc = frame.split("pc=").nth(1)?.split_whitespace().next()?.parse().ok()?;
    (pc > 0 && frame.contains("] #0 ")).then_some(pc)
}

/// Code that may follow exits of that loop, by the pc where it starts; and exits of that code.
pub fn fragments(seed: u64) -> Vec<Fragment> {
    let mut rng = Rng(seed ^ 0xf4a6);
    let mut places: Vec<u32> = (1..40).filter(|_| rng.below(8) != 0).collect();
    let deeper: Vec<u32> = places.iter().map(|p| p * 100 + 1 + rng.below(5) as u32).collect();
    places.extend(deeper);
    let fragment = |at: u32| {
        let mut w = Writer::new(seed ^ u64::from(at) << 20, at * 100);
        w.follow();
        Fragment { at, text: format!("{DECLARATIONS}trace root code=1 pc={at} slots=7\n{}{}", w.body, w.snaps) }
    };
    places.into_iter().map(fragment).collect()
}

struct Writer {
    rng: Rng,
    /// Added to the numbers of snapshots to give their pc.
    first_pc: u32,
    body: String,
    snaps: String,
    next: usize,
    snap_count: usize,
    values: Vec<(Ty, String)>,
    slots: BTreeMap<i32, String>,
    rows: Vec<String>,
    /// What is in the slots of an inlined frame, if the trace is in one.
    callee: Option<Vec<String>>,
    /// The trace may go into callees.
    calls: bool,
}

impl Writer {
    fn new(seed: u64, first_pc: u32) -> Writer {
        Writer {
            rng: Rng(seed),
            first_pc,
            body: String::new(),
            snaps: String::new(),
            next: 0,
            snap_count: 0,
            values: Vec::new(),
            slots: BTreeMap::new(),
            rows: Vec::new(),
            callee: None,
            calls: false,
        }
    }

    /// A fragment: some operations, the counter goes up, and the loop goes on.
    fn follow(&mut self) {
        let s = self.snap();
        let slots: Vec<String> = (0..6).map(|k| self.op("val", &format!("slot {k}"))).collect();
        for v in &slots {
            self.values.push((Ty::Val, v.clone()));
        }
        let i = self.op("int", &format!("unbox_int {} ! {s}", slots[0]));
        self.values.push((Ty::Small, i.clone()));
        let p = self.op("ref", &format!("val_to_ref {} ! {s}", slots[3]));
        self.line(&format!("guard_class {p}, *0x5000 ! {s}"));
        self.values.push((Ty::Point, p));
        for _ in 0..self.rng.below(12) {
            self.something();
        }
        if self.rng.below(3) == 0 {
            let k = 1 + self.rng.below(5);
            self.slots.insert(k as i32, slots[k].clone());
        }
        let next = self.op("int", &format!("int_add {i}, 1"));
        let boxed = self.op("val", &format!("box_int {next}"));
        self.slots.insert(0, boxed);
        let end = self.end_snap();
        self.line(&format!("exit ! {end}"));
    }

    /// A snapshot at the loop's header.
    fn end_snap(&mut self) -> String {
        let n = self.snaps.lines().count();
        write!(self.snaps, "  s{n}: [code=1 pc=0 base=0 n=7]").unwrap();
        for (k, v) in &self.slots {
            write!(self.snaps, " {k}={v}").unwrap();
        }
        self.snaps.push('\n');
        format!("s{n}")
    }

    fn record(&mut self) {
        let s = self.snap();
        let slots: Vec<String> = (0..6).map(|k| self.op("val", &format!("slot {k}"))).collect();
        for v in &slots {
            self.values.push((Ty::Val, v.clone()));
        }
        let i = self.op("int", &format!("unbox_int {} ! {s}", slots[0]));
        self.values.push((Ty::Small, i.clone()));
        let limit = self.rng.pick(&[1, 4, 9, 9, 9]);
        let more = self.op("bool", &format!("int_lt {i}, {limit}"));
        self.line(&format!("guard_true {more} ! {s}"));
        let p = self.op("ref", &format!("val_to_ref {} ! {s}", slots[3]));
        self.line(&format!("guard_class {p}, *0x5000 ! {s}"));
        self.values.push((Ty::Point, p));
        if self.rng.below(2) == 0 {
            let row = self.op("ref", &format!("val_to_ref {} ! {s}", slots[4]));
            self.line(&format!("guard_class {row}, *0x5100 ! {s}"));
            self.rows.push(row);
        }
        if self.rng.below(2) == 0 {
            let n = self.op("int", &format!("unbox_int {} ! {s}", slots[1]));
            self.values.push((Ty::Int, n));
        }
        if self.rng.below(2) == 0 {
            let f = self.op("float", &format!("unbox_float {} ! {s}", slots[2]));
            self.values.push((Ty::Float, f));
        }
        let branch = self.rng.below(20);
        for n in 0..3 + self.rng.below(30) {
            if n == branch {
                self.branch(&i);
            }
            if self.calls && self.rng.below(8) == 0 {
                self.call_or_return();
            }
            self.something();
        }
        let next = self.op("int", &format!("int_add {i}, 1"));
        let boxed = self.op("val", &format!("box_int {next}"));
        self.slots.insert(0, boxed);
        self.callee = None;
        let end = self.snap();
        self.line(&format!("jump ! {end}"));
    }

    /// Takes out what leaves through a snapshot.
    fn pacify(&mut self, n: u32) {
        let mark = format!(" ! s{n}");
        let lines = self.body.lines().filter_map(|l| {
            let Some(op) = l.strip_suffix(&mark) else { return Some(l.to_owned()) };
            let (name, _) = op.split_once(" = ")?;
            let harmless = match name.rsplit_once(": ")?.1 {
                "int" => "int_and 5, 7",
                "uint" => "uint_of_int 9",
                "float" => "float_add 1.5, 0.5",
                _ => "new POINT",
            };
            Some(format!("{name} = {harmless}"))
        });
        self.body = lines.map(|l| l + "\n").collect();
    }

    /// A guard that fails in some later turns.
    fn branch(&mut self, i: &str) {
        let mask = self.rng.pick(&[1, 2, 3, 7]);
        let bits = self.op("int", &format!("int_and {i}, {mask}"));
        let fails = self.rng.pick(&[1, 1, 2, 3]);
        let test = self.op("bool", &format!("int_ne {bits}, {fails}"));
        let s = self.snap();
        self.line(&format!("guard_true {test} ! {s}"));
    }

    fn line(&mut self, text: &str) {
        writeln!(self.body, "  {text}").unwrap();
    }

    fn op(&mut self, ty: &str, text: &str) -> String {
        let name = format!("v{}", self.next);
        self.next += 1;
        self.line(&format!("{name}: {ty} = {text}"));
        name
    }

    fn add(&mut self, ty: Ty, text: &str) {
        let name = match ty {
            Ty::Int | Ty::Small => "int",
            Ty::Float => "float",
            Ty::Bool => "bool",
            Ty::Val | Ty::Whole => "val",
            Ty::Point => "ref",
        };
        let v = self.op(name, text);
        self.values.push((ty, v));
    }

    fn snap(&mut self) -> String {
        self.snap_with("")
    }

    /// A snapshot, with what is under way.
    fn snap_with(&mut self, pending: &str) -> String {
        let n = self.snap_count;
        self.snap_count += 1;
        // A fragment's first snapshot stands where it starts.
        let pc = if self.first_pc > 0 && n == 0 { self.first_pc / 100 } else { self.first_pc + n as u32 };
        write!(self.snaps, "  s{n}: [code=1 pc={pc} base=0 n=7]").unwrap();
        if let Some(callee) = &self.callee {
            write!(self.snaps, " [code=2 pc={n} base=7 n={} ret=1]", callee.len()).unwrap();
        }
        let inlined = self.callee.iter().flatten().enumerate().map(|(i, v)| (7 + i as i32, v));
        for (k, v) in self.slots.iter().map(|(k, v)| (*k, v)).chain(inlined) {
            write!(self.snaps, " {k}={v}").unwrap();
        }
        writeln!(self.snaps, "{pending}").unwrap();
        format!("s{n}")
    }

    /// The trace goes into a callee, or comes back from it.
    fn call_or_return(&mut self) {
        if self.callee.take().is_none() {
            let (a, b) = (self.value(Ty::Val), self.value(Ty::Int));
            let ty = self.rng.pick(&[Ty::Float, Ty::Whole]);
            let c = self.value(ty);
            self.callee = Some(vec![a, b, c]);
        }
    }

    fn find(&mut self, ty: Ty) -> Option<String> {
        let fits = |t: Ty| t == ty || ty == Ty::Int && t == Ty::Small;
        let all: Vec<String> = self.values.iter().filter(|v| fits(v.0)).map(|v| v.1.clone()).collect();
        if all.is_empty() { None } else { Some(all[self.rng.below(all.len())].clone()) }
    }

    /// A value of this type, or a constant.
    fn value(&mut self, ty: Ty) -> String {
        if (self.rng.below(5) > 0 || ty == Ty::Point)
            && let Some(v) = self.find(ty)
        {
            return v;
        }
        let choices: &[&str] = match ty {
            Ty::Int => &["0", "1", "-1", "2", "7", "8", "255", "65535", "-9223372036854775808", "1000000007"],
            Ty::Small => &["0", "1", "-1", "3", "255"],
            Ty::Float => &["0.0", "1.0", "2.0", "-0.5", "1e300", "4.0", "-0.0", "5e-324", "inf"],
            Ty::Bool => &["true", "false"],
            Ty::Val => &["#0", "#5", "#none", "#true", "#1.5", "#empty"],
            Ty::Whole => &["#0", "#1", "#-1", "#255", "#4611686018427387903", "#-4611686018427387904"],
            Ty::Point => panic!("there is always an object"),
        };
        self.rng.pick(choices).to_owned()
    }

    fn something(&mut self) {
        match self.rng.below(20) {
            0..=3 => self.int_op(),
            16..=18 => self.whole_op(),
            19 => self.make_whole(),
            4 => self.checked(),
            5 => self.float_op(),
            6 => self.bool_op(),
            7 => self.boxing(),
            8 => self.unboxing(),
            9 | 10 => self.field(),
            11 => self.items(),
            12 => self.allocate(),
            13 => self.call(),
            14 => self.guard(),
            _ => {
                let k = 1 + self.rng.below(5) as i32;
                let ty = self.rng.pick(&[Ty::Small, Ty::Float, Ty::Bool, Ty::Val, Ty::Val, Ty::Whole, Ty::Point]);
                let v = self.value(ty);
                self.slots.insert(if ty == Ty::Whole { RESULT } else { k }, v);
            }
        }
    }

    fn int_op(&mut self) {
        let op = self.rng.pick(&[
            "int_add", "int_sub", "int_mul", "int_and", "int_or", "int_xor", "int_shl", "int_shr", "int_ushr",
            "int_min", "int_max",
        ]);
        let (a, b) = (self.value(Ty::Int), self.value(Ty::Int));
        match self.rng.below(6) {
            0 => {
                let op = self.rng.pick(&["int_floor_div", "int_mod"]);
                let by = self.rng.pick(&["1", "2", "3", "16", "-3"]);
                self.add(Ty::Int, &format!("{op} {a}, {by}"));
            }
            1 => {
                let op = self.rng.pick(&["int_neg", "int_abs", "int_not"]);
                self.add(Ty::Int, &format!("{op} {a}"));
            }
            2 => self.add(Ty::Small, &format!("int_shr {a}, 2")),
            3 => self.add(Ty::Small, &format!("int_and {a}, 65535")),
            _ => self.add(Ty::Int, &format!("{op} {a}, {b}")),
        }
    }

    /// An operation on integers of any size, often under a mask.
    fn whole_op(&mut self) {
        let op = self.rng.pick(&["whole_add", "whole_sub", "whole_mul", "whole_and", "whole_or", "whole_xor"]);
        let (a, b) = (self.value(Ty::Whole), self.value(Ty::Whole));
        match self.rng.below(12) {
            0 => {
                let op = self.rng.pick(&["whole_neg", "whole_not"]);
                self.add(Ty::Whole, &format!("{op} {a}"));
            }
            1 => {
                let op = self.rng.pick(&["whole_eq", "whole_ne", "whole_lt", "whole_le"]);
                self.add(Ty::Bool, &format!("{op} {a}, {b}"));
            }
            2 | 3 => {
                let op = self.rng.pick(&["whole_shl", "whole_shr"]);
                let by = self.rng.pick(&["0", "1", "13", "33", "63", "64", "70"]);
                self.add(Ty::Whole, &format!("{op} {a}, {by}"));
            }
            4 | 5 => {
                // Some divisors are 64 bits wide.
                let op = self.rng.pick(&["whole_floor_div", "whole_mod"]);
                let by =
                    self.rng.pick(&["3u", "2305843009213693951u", "9223372036854775783u", "18446744073709551557u"]);
                let by = self.op("val", &format!("box_uint {by}"));
                let by = if self.rng.below(4) == 0 { self.op("val", &format!("whole_neg {by}")) } else { by };
                self.add(Ty::Whole, &format!("{op} {a}, {by}"));
            }
            6 => self.add(Ty::Int, &format!("whole_low {a}")),
            7 | 8 => {
                let mask = self.rng.pick(&["18446744073709551615u", "4294967295u", "9223372036854775808u"]);
                let mask = self.op("val", &format!("box_uint {mask}"));
                self.add(Ty::Whole, &format!("whole_and {a}, {mask}"));
            }
            _ => self.add(Ty::Whole, &format!("{op} {a}, {b}")),
        }
    }

    /// An integer of any size out of something else.
    fn make_whole(&mut self) {
        let v = self.value(Ty::Val);
        match self.rng.below(5) {
            0 => {
                let s = self.snap();
                self.line(&format!("guard_whole {v} ! {s}"));
            }
            1 => {
                let s = self.snap();
                let u = self.op("uint", &format!("unbox_uint {v} ! {s}"));
                self.add(Ty::Whole, &format!("box_uint {u}"));
                self.add(Ty::Int, &format!("int_of_uint {u}"));
            }
            2 => {
                let a = self.value(Ty::Int);
                self.add(Ty::Whole, &format!("box_int {a}"));
            }
            3 => {
                let ops = ["int_udiv", "int_umod", "int_umul_hi"];
                let (op, a, by) = (self.rng.pick(&ops), self.value(Ty::Int), self.rng.pick(&["7", "-5", "1000000007"]));
                self.add(Ty::Int, &format!("{op} {a}, {by}"));
                let (b, c) = (self.value(Ty::Int), self.value(Ty::Int));
                self.add(Ty::Int, &format!("int_mul_add_mod {a}, {b}, {c}, {by}"));
                self.add(Ty::Int, &format!("int_residue {b}, {by}"));
            }
            _ => {
                let a = self.value(Ty::Int);
                let u = self.op("uint", &format!("uint_of_int {a}"));
                self.add(Ty::Whole, &format!("box_uint {u}"));
            }
        }
    }

    fn checked(&mut self) {
        let op = self.rng.pick(&["int_add_ovf", "int_sub_ovf", "int_mul_ovf"]);
        let (a, b) = (self.value(Ty::Small), self.value(Ty::Small));
        let s = self.snap();
        self.add(Ty::Int, &format!("{op} {a}, {b} ! {s}"));
        // An exit needs all of it: the check of a result that nobody needs may go.
        let result = self.values[self.values.len() - 1].1.clone();
        self.slots.insert(RESULT, result);
        let s = self.snap();
        self.line(&format!("poll ! {s}"));
    }

    fn float_op(&mut self) {
        let op = self.rng.pick(&["float_add", "float_sub", "float_mul", "float_div"]);
        let (a, b) = (self.value(Ty::Float), self.value(Ty::Float));
        match self.rng.below(5) {
            4 => {
                let op = self.rng.pick(&["float_sqrt", "float_ceil", "float_trunc"]);
                self.add(Ty::Float, &format!("{op} {a}"));
            }
            0 => {
                let op = self.rng.pick(&["float_neg", "float_abs", "float_floor"]);
                self.add(Ty::Float, &format!("{op} {a}"));
            }
            1 => {
                let a = self.value(Ty::Int);
                self.add(Ty::Float, &format!("int_to_float {a}"));
            }
            _ => self.add(Ty::Float, &format!("{op} {a}, {b}")),
        }
    }

    fn bool_op(&mut self) {
        match self.rng.below(4) {
            0 => {
                let op = self.rng.pick(&["float_lt", "float_le", "float_eq", "float_ne", "float_gt", "float_ge"]);
                let (a, b) = (self.value(Ty::Float), self.value(Ty::Float));
                self.add(Ty::Bool, &format!("{op} {a}, {b}"));
            }
            1 => {
                let op = self.rng.pick(&["bool_and", "bool_or"]);
                let (a, b) = (self.value(Ty::Bool), self.value(Ty::Bool));
                self.add(Ty::Bool, &format!("{op} {a}, {b}"));
            }
            2 => {
                let a = self.value(Ty::Bool);
                self.add(Ty::Bool, &format!("bool_not {a}"));
            }
            _ => {
                let op = self.rng.pick(&["int_eq", "int_ne", "int_lt", "int_le", "int_gt", "int_ge", "int_ult"]);
                let (a, b) = (self.value(Ty::Int), self.value(Ty::Int));
                self.add(Ty::Bool, &format!("{op} {a}, {b}"));
            }
        }
    }

    fn boxing(&mut self) {
        let (ty, op) = self.rng.pick(&[
            (Ty::Small, "box_int"),
            (Ty::Float, "box_float"),
            (Ty::Bool, "bool_to_val"),
            (Ty::Point, "ref_to_val"),
        ]);
        let a = self.value(ty);
        self.add(Ty::Val, &format!("{op} {a}"));
    }

    fn unboxing(&mut self) {
        let v = self.value(Ty::Val);
        let s = self.snap();
        match self.rng.below(4) {
            0 => self.add(Ty::Int, &format!("unbox_int {v} ! {s}")),
            1 => self.add(Ty::Float, &format!("unbox_float {v} ! {s}")),
            2 => self.add(Ty::Bool, &format!("val_is_true {v}")),
            _ => {
                let r = self.op("ref", &format!("val_to_ref {v} ! {s}"));
                self.line(&format!("guard_class {r}, *0x5000 ! {s}"));
                self.values.push((Ty::Point, r));
            }
        }
    }

    fn field(&mut self) {
        let o = self.value(Ty::Point);
        let (field, ty) = self.rng.pick(&[
            ("X", Ty::Val),
            ("Y", Ty::Val),
            ("NEXT", Ty::Val),
            ("N", Ty::Int),
            ("B", Ty::Int),
            ("T", Ty::Bool),
            ("H", Ty::Int),
            ("W", Ty::Whole),
            ("F", Ty::Float),
        ]);
        if self.rng.below(2) == 0 {
            if ty == Ty::Whole {
                let v = self.op("val", &format!("get_field {field}, {o}"));
                let s = self.snap();
                self.line(&format!("guard_whole {v} ! {s}"));
                self.values.push((Ty::Whole, v));
                return;
            }
            self.add(ty, &format!("get_field {field}, {o}"));
        } else {
            let v = self.value(ty);
            self.line(&format!("set_field {field}, {o}, {v}"));
        }
    }

    fn items(&mut self) {
        let Some(row) = self.rows.last().cloned() else { return };
        let index = match self.rng.below(2) {
            0 => self.rng.pick(&["0", "1", "2", "3"]).to_owned(),
            _ => {
                let i = self.value(Ty::Int);
                self.op("int", &format!("int_and {i}, 3"))
            }
        };
        if self.rng.below(2) == 0 {
            self.add(Ty::Val, &format!("array_get ITEMS, {row}, {index}"));
        } else {
            let v = self.value(Ty::Val);
            self.line(&format!("array_set ITEMS, {row}, {index}, {v}"));
        }
    }

    fn allocate(&mut self) {
        if self.rng.below(3) == 0 {
            let row = self.op("ref", "new_var ROW, 4");
            for i in 0..self.rng.below(4) {
                let v = self.value(Ty::Val);
                self.line(&format!("array_set ITEMS, {row}, {i}, {v}"));
            }
            let boxed = self.op("val", &format!("ref_to_val {row}"));
            self.values.push((Ty::Val, boxed));
            self.rows.push(row);
            return;
        }
        let o = self.op("ref", "new POINT");
        for (field, ty) in
            [("X", Ty::Val), ("NEXT", Ty::Val), ("F", Ty::Float), ("B", Ty::Int), ("T", Ty::Bool), ("W", Ty::Whole)]
        {
            if self.rng.below(2) == 0 {
                let v = self.value(ty);
                self.line(&format!("set_field {field}, {o}, {v}"));
            }
        }
        if self.rng.below(2) == 0 {
            let boxed = self.op("val", &format!("ref_to_val {o}"));
            self.slots.insert(1 + self.rng.below(5) as i32, boxed);
        }
        self.values.push((Ty::Point, o));
    }

    fn call(&mut self) {
        match self.rng.below(8) {
            6 => {
                // The recorded trace counts nothing: what it gives away is its own, and nobody uses it any more.
                let a = self.value(Ty::Int);
                let v = self.op("val", &format!("call big, *HEAP, {a}"));
                let (guarded, s) = (self.rng.below(2) == 0, self.snap());
                if guarded {
                    self.line(&format!("guard_valid ! {s}"));
                }
                self.line(&format!("call eat, *HEAP, {v}"));
            }
            7 => {
                // Zero in a later turn, or never.
                let (a, b) = (self.value(Ty::Small), self.value(Ty::Small));
                let counter = self.values.iter().find(|v| v.0 == Ty::Small).map(|v| v.1.clone());
                let b = match counter.filter(|_| self.rng.below(3) == 0) {
                    Some(i) => self.op("int", &format!("int_sub {i}, 3")),
                    None => self.op("int", &format!("int_or {b}, 1")),
                };
                let v = self.op("val", &format!("call div, {a}, {b}"));
                let s = self.snap_with(" raised");
                self.line(&format!("guard_no_raise {v} ! {s}"));
                self.values.push((Ty::Val, v));
            }
            0 | 1 => {
                let (a, b) = (self.value(Ty::Int), self.value(Ty::Int));
                self.add(Ty::Int, &format!("call mix, {a}, {b}"));
            }
            2 => {
                let a = self.value(Ty::Int);
                self.add(Ty::Bool, &format!("call even, {a}"));
            }
            3 => {
                let a = self.value(Ty::Int);
                self.add(Ty::Val, &format!("call big, *HEAP, {a}"));
            }
            n => {
                let v = self.value(Ty::Val);
                if n == 4 {
                    let s = self.snap();
                    self.line(&format!("sync_frames ! {s}"));
                }
                let name = if n == 4 { "say" } else { "peek" };
                self.line(&format!("call {name}, *HEAP, {v}"));
            }
        }
    }

    fn guard(&mut self) {
        let s = self.snap();
        match self.rng.below(5) {
            0 => {
                let b = self.value(Ty::Bool);
                let guard = self.rng.pick(&["guard_true", "guard_false"]);
                self.line(&format!("{guard} {b} ! {s}"));
            }
            1 => {
                let v = self.value(Ty::Val);
                let guard = self.rng.pick(&["guard_int", "guard_not_int", "guard_float", "guard_not_float"]);
                self.line(&format!("{guard} {v} ! {s}"));
            }
            2 => {
                let v = self.value(Ty::Val);
                let guard = self.rng.pick(&["guard_is", "guard_is_not"]);
                let c = self.rng.pick(&["#none", "#true", "#5", "#1.5"]);
                self.line(&format!("{guard} {v}, {c} ! {s}"));
            }
            3 => {
                let o = self.value(Ty::Point);
                self.line(&format!("guard_shape {o}, 3 ! {s}"));
            }
            _ => self.line(&format!("guard_valid ! {s}")),
        }
    }
}
