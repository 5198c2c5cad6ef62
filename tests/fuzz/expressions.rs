//! Random expressions of a wanted kind; now and then of another, so that types change under hot code.

use crate::random::Random;

/// What a value is meant to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Int,
    Float,
    Str,
    List,
    Tuple,
    Dict,
    Set,
    Object,
}

/// All kinds, numbers more often.
const KINDS: [Kind; 14] = [
    Kind::Int,
    Kind::Int,
    Kind::Int,
    Kind::Int,
    Kind::Float,
    Kind::Float,
    Kind::Float,
    Kind::Str,
    Kind::List,
    Kind::List,
    Kind::Tuple,
    Kind::Dict,
    Kind::Set,
    Kind::Object,
];

const INTS: &[&str] = &[
    "0",
    "1",
    "2",
    "3",
    "-1",
    "-2",
    "7",
    "10",
    "63",
    "64",
    "255",
    "1000",
    "-1000",
    "True",
    "False",
    "2**31 - 1",
    "2**31",
    "-2**31",
    "2**32",
    "2**62 - 1",
    "2**62",
    "-2**62",
    "-2**62 - 1",
    "2**63 - 1",
    "2**63",
    "-2**63",
    "-2**63 - 1",
    "2**64",
    "10**20",
    "0xdeadbeef",
];

const FLOATS: &[&str] = &[
    "0.0",
    "-0.0",
    "1.0",
    "-1.0",
    "0.5",
    "2.5",
    "3.0",
    "1e300",
    "-1e300",
    "1e-300",
    "5e-324",
    "nan",
    "inf",
    "-inf",
    "0.1",
    "1e16",
    "123456.789",
    "4611686018427387904.0",
    "9.3e18",
];

const STRINGS: &[&str] = &["\"\"", "\"a\"", "\"xyz\"", "\"é\"", "\"ab\" * 3", "\"0\"", "\"12\"", "\"A b\""];

/// A variable in reach.
#[derive(Clone)]
pub struct Variable {
    pub name: String,
    pub kind: Kind,
}

/// What an expression may refer to.
pub struct Scope<'a> {
    pub variables: Vec<Variable>,
    /// Functions with the number of their required arguments.
    pub functions: &'a [(String, usize)],
}

impl Scope<'_> {
    fn variable(&self, r: &mut Random, kind: Kind) -> Option<String> {
        let fit: Vec<&Variable> = self.variables.iter().filter(|v| v.kind == kind).collect();
        if fit.is_empty() { None } else { Some(fit[r.below(fit.len())].name.clone()) }
    }
}

/// A random kind.
pub fn any_kind(r: &mut Random) -> Kind {
    KINDS[r.below(KINDS.len())]
}

/// An expression of a kind, of at most this depth.
pub fn expression(r: &mut Random, scope: &Scope<'_>, kind: Kind, depth: usize) -> String {
    let kind = if r.bits().is_multiple_of(700) { any_kind(r) } else { kind };
    if (depth == 0 || r.percent(25))
        && let Some(name) = scope.variable(r, kind)
        && r.percent(80)
    {
        return name;
    }
    if depth == 0 {
        return literal(r, kind);
    }
    let d = depth - 1;
    if r.percent(6) && matches!(kind, Kind::Int | Kind::Tuple) {
        let call = call(r, scope, d);
        return if kind == Kind::Int { format!("num({call})") } else { format!("({call},)") };
    }
    match kind {
        Kind::Int => int(r, scope, d),
        Kind::Float => float(r, scope, d),
        Kind::Str => string(r, scope, d),
        Kind::List => list(r, scope, d),
        Kind::Tuple => tuple(r, scope, d),
        Kind::Dict => dict(r, scope, d),
        Kind::Set => set(r, scope, d),
        Kind::Object => object(r, scope, d),
    }
}

/// A condition.
pub fn condition(r: &mut Random, scope: &Scope<'_>, depth: usize) -> String {
    let d = depth.saturating_sub(1);
    match r.below(9) {
        0..4 => {
            let kind = if r.percent(70) { Kind::Int } else { Kind::Float };
            let op = r.pick(&["<", "<=", "==", "!=", ">", ">="]);
            format!("{} {op} {}", expression(r, scope, kind, d), expression(r, scope, kind, d))
        }
        4 => format!("{} in {}", expression(r, scope, Kind::Int, d), expression(r, scope, Kind::List, d)),
        5 => format!("not ({})", condition(r, scope, d)),
        6 => {
            let kind = any_kind(r);
            expression(r, scope, kind, d)
        }
        7 => format!("isinstance({}, {})", something(r, scope, d), r.pick(&["int", "float", "str", "A"])),
        _ => {
            let op = r.pick(&["and", "or"]);
            format!("({}) {op} ({})", condition(r, scope, d), condition(r, scope, d))
        }
    }
}

fn something(r: &mut Random, scope: &Scope<'_>, depth: usize) -> String {
    let kind = any_kind(r);
    expression(r, scope, kind, depth)
}

/// A call of one of the program's functions.
pub fn call(r: &mut Random, scope: &Scope<'_>, depth: usize) -> String {
    let (name, required) = &scope.functions[r.below(scope.functions.len())];
    let mut args: Vec<String> = (0..*required).map(|_| argument(r, scope, depth)).collect();
    if r.percent(30) {
        args.push(format!("k={}", argument(r, scope, depth)));
    } else if r.percent(30) {
        args.push(argument(r, scope, depth));
    }
    format!("{name}({})", args.join(", "))
}

fn argument(r: &mut Random, scope: &Scope<'_>, depth: usize) -> String {
    let kind = if r.percent(97) { Kind::Int } else { any_kind(r) };
    expression(r, scope, kind, depth.min(1))
}

fn literal(r: &mut Random, kind: Kind) -> String {
    match kind {
        Kind::Int => format!("({})", r.pick(INTS)),
        Kind::Float => format!("({})", r.pick(FLOATS)),
        Kind::Str => format!("({})", r.pick(STRINGS)),
        Kind::List => {
            r.pick(&["[]", "[1, 2, 3]", "[0.5, 1.5]", "[1, 2.0]", "[None, 1]", "[2**62, 1]", "[nan]"]).to_owned()
        }
        Kind::Tuple => r.pick(&["()", "(1, 2)", "(1, 0.5, \"x\")", "(2**62,)"]).to_owned(),
        Kind::Dict => r.pick(&["{}", "{1: 2}", "{\"a\": 1, 2: 0.5}", "{0: 0, 1: 1, 2: 2}"]).to_owned(),
        Kind::Set => r.pick(&["set()", "{1, 2}", "{0, 5, 2**62}"]).to_owned(),
        Kind::Object => r.pick(&["A(1)", "A(0.5)", "B(2)"]).to_owned(),
    }
}

fn int(r: &mut Random, s: &Scope<'_>, d: usize) -> String {
    let mut sub = |k: Kind| expression(r, s, k, d);
    let (a, b) = (sub(Kind::Int), sub(Kind::Int));
    match r.below(26) {
        0..5 => format!("({a} {} {b})", r.pick(&["+", "-", "+", "-", "&", "|", "^"])),
        5 | 6 => format!("c({a} * {b})"),
        7 | 8 => {
            let op = r.pick(&["//", "%"]);
            if r.percent(15) { format!("({a} {op} {b})") } else { format!("({a} {op} ({b} or 3))") }
        }
        9 => format!("c({a} << ({b} & 31))"),
        10 => format!("({a} >> ({b} & 63))"),
        11 => format!("c(({a} * 6364136223846793005 + {b}) & 0xffffffffffffffff)"),
        12 => format!("({}{a})", r.pick(&["-", "~", "+"])),
        13 => format!("{}({a}, {b})", r.pick(&["min", "max"])),
        14 => format!("abs({a})"),
        15 => format!("({a} if {} else {b})", condition(r, s, d)),
        16 => format!("len({})", expression(r, s, Kind::List, d)),
        17 => format!("{}[{a} % 3]", r.pick(&["[4, 5, 6]", "(2**62, -1, 2**63)", "[0, 2**40, 3]", "[1, 2, 3, 4]"])),
        18 => format!("{}({})", if r.percent(10) { "int" } else { "whole" }, expression(r, s, Kind::Float, d)),
        19 => format!("num({}.{})", expression(r, s, Kind::Object, d), r.pick(&["v", "v", "v", "k", "w"])),
        20 => format!("num({}.m({a}))", expression(r, s, Kind::Object, d)),
        21 => format!("sum(q for q in {} if isinstance(q, int))", expression(r, s, Kind::List, d)),
        22 => format!("{}.get({a} % 4, {b})", expression(r, s, Kind::Dict, d)),
        23 => format!("({})", condition(r, s, d)),
        24 => format!("c({a} ** ({b} & 3))"),
        _ => format!("len({})", expression(r, s, Kind::Str, d)),
    }
}

fn float(r: &mut Random, s: &Scope<'_>, d: usize) -> String {
    let mut sub = |k: Kind| expression(r, s, k, d);
    let (a, b, i) = (sub(Kind::Float), sub(Kind::Float), sub(Kind::Int));
    match r.below(16) {
        0..5 => format!("({a} {} {b})", r.pick(&["+", "-", "*"])),
        5 => format!("({a} / ({b} or 0.25))"),
        6 => format!("({a} {} {i})", r.pick(&["+", "-", "*", "/"])),
        7 => format!("({i} / ({a} or 1))"),
        8 => format!("({a} {} ({b} or 2.5))", r.pick(&["//", "%"])),
        9 => format!("float({i})"),
        10 => format!("(-{a})"),
        11 => format!("abs({a})"),
        12 => format!("{}({a}, {b})", r.pick(&["min", "max"])),
        13 => format!("({a} if {} else {b})", condition(r, s, d)),
        14 => format!("sqrt(abs({a}))"),
        _ => format!("({a} ** 2)"),
    }
}

fn string(r: &mut Random, s: &Scope<'_>, d: usize) -> String {
    let mut sub = |k: Kind| expression(r, s, k, d);
    let (a, b, i) = (sub(Kind::Str), sub(Kind::Str), sub(Kind::Int));
    match r.below(8) {
        0..3 => format!("({a} + {b})[-12:]"),
        3 => format!("str({i})"),
        4 => format!("f'''{{ {i} }}'''"),
        5 => format!("{a}[{i} % 5:]"),
        6 => format!("{a}[:3].{}()", r.pick(&["upper", "lower", "strip", "title"])),
        _ => format!("chr(97 + {i} % 26)"),
    }
}

fn list(r: &mut Random, s: &Scope<'_>, d: usize) -> String {
    let (a, i) = (expression(r, s, Kind::List, d), expression(r, s, Kind::Int, d));
    match r.below(9) {
        0 => format!("[{i}, {}]", expression(r, s, Kind::Int, d)),
        1 => format!("[{}, {}]", expression(r, s, Kind::Float, d), expression(r, s, Kind::Float, d)),
        2 => format!("[{i}, {}]", something(r, s, d)),
        3 => format!("({a} + {})[:8]", expression(r, s, Kind::List, d)),
        4 => format!("{a}[{i} % 4:]"),
        5 => format!("{a}[::{}]", r.pick(&["1", "2", "-1", "-2"])),
        6 => format!("[{} for q in {a}]", r.pick(&["q", "(q, 1)", "[q]", "q == 1", "str(q)"])),
        7 => format!("list(range({i} % 6))"),
        _ => format!("sorted({}, key=str)", expression(r, s, Kind::Set, d)),
    }
}

fn tuple(r: &mut Random, s: &Scope<'_>, d: usize) -> String {
    match r.below(4) {
        0 => format!("({}, {})", expression(r, s, Kind::Int, d), something(r, s, d)),
        1 => format!("({},)", expression(r, s, Kind::Float, d)),
        2 => format!("tuple({})", expression(r, s, Kind::List, d)),
        _ => format!("divmod({}, {} or 7)", expression(r, s, Kind::Int, d), expression(r, s, Kind::Int, d)),
    }
}

fn dict(r: &mut Random, s: &Scope<'_>, d: usize) -> String {
    match r.below(3) {
        0 => format!("{{{} % 5: {}}}", expression(r, s, Kind::Int, d), something(r, s, d)),
        1 => format!("{{q: {} for q in range(3)}}", expression(r, s, Kind::Int, d.min(1))),
        _ => format!("dict({})", expression(r, s, Kind::Dict, d)),
    }
}

fn set(r: &mut Random, s: &Scope<'_>, d: usize) -> String {
    match r.below(3) {
        0 => format!("{{{} % 50, {} % 7}}", expression(r, s, Kind::Int, d), expression(r, s, Kind::Int, d)),
        1 => format!(
            "({} {} {})",
            expression(r, s, Kind::Set, d),
            r.pick(&["|", "&", "-", "^"]),
            expression(r, s, Kind::Set, d)
        ),
        _ => format!("{{q % 9 for q in range({} % 12)}}", expression(r, s, Kind::Int, d)),
    }
}

fn object(r: &mut Random, s: &Scope<'_>, d: usize) -> String {
    match r.below(4) {
        0 => format!("A({})", expression(r, s, Kind::Int, d)),
        1 => format!("B({})", expression(r, s, Kind::Int, d)),
        2 => format!("({} + {})", expression(r, s, Kind::Object, d), expression(r, s, Kind::Object, d)),
        _ => format!("{}(A({}))", r.pick(&["same", "twin"]), expression(r, s, Kind::Float, d)),
    }
}
