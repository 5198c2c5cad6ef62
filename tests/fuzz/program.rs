//! Whole programs: a prelude of classes and helpers, a few functions that call each other downwards, a main part that
//! calls them in loops and prints everything.

use crate::expressions::{Kind, Scope, Variable, any_kind, expression};
use crate::random::Random;
use crate::statements::Place;
use crate::writer::Writer;

const PRELUDE: &str = r#"from math import sqrt, nan, inf
G = 1
steps = 0
lines = []
def c(x):
    return x if -2**70 < x < 2**70 else x % 1000003
def log(x):
    global steps
    steps += 1
    if steps > 4000: raise SystemExit(7)
    if len(lines) < 400: lines.append(repr(x))
def set_global(x):
    global G
    G = x
class A:
    k = 1
    def __init__(self, v):
        self.v = v
    def m(self, x):
        return c(self.v + x + self.k)
    def __add__(self, o):
        return A(self.v + o.v)
    def __eq__(self, o):
        return isinstance(o, A) and self.v == o.v
    def __hash__(self):
        return hash(self.v)
    def __repr__(self):
        return f"A({self.v!r})"
class B(A):
    def __init__(self, v):
        self.w = v
        super().__init__(v)
    def m(self, x):
        return c(self.v - x)
    def __bool__(self):
        return self.v != 0
def same(x):
    return x
def twin(x):
    r = A(x.v)
    r.w = x.v
    return r
def swap():
    global same, twin
    same, twin = twin, same
def gen(n, step=1):
    for q in range(n):
        yield q * step
def num(x):
    return x if isinstance(x, int) else 3
def whole(x):
    return int(x) if -1e19 < x < 1e19 else 5
def rec(n, k=1):
    n = min(n, 30)
    return k if n <= 0 else rec(n - 1, c(k + n)) + 1
"#;

/// The program of a seed.
pub fn make(seed: u64) -> String {
    let mut r = Random::new(seed);
    let mut w = Writer::default();
    let mut functions: Vec<(String, usize)> = vec![("rec".to_owned(), 1)];
    for k in 0..1 + r.below(3) {
        let function = function(&mut r, &mut w, &functions, k);
        functions.push(function);
    }
    main_part(&mut r, &mut w, &functions);
    format!("{PRELUDE}{}", w.finish())
}

fn variable(name: &str, kind: Kind) -> Variable {
    Variable { name: name.to_owned(), kind }
}

/// A function `f{k}` with required parameters and an optional one.
fn function(r: &mut Random, w: &mut Writer, callable: &[(String, usize)], k: usize) -> (String, usize) {
    let required = 1 + r.below(2);
    let name = format!("f{k}");
    let mut variables = vec![variable("G", Kind::Int), variable("k", Kind::Int)];
    let parameters: Vec<String> = (0..required).map(|i| format!("a{i}")).collect();
    variables.extend(parameters.iter().map(|p| variable(p, Kind::Int)));
    // Parameters may hold anything: the defaults say what is meant.
    w.open(format!(
        "def {name}({}, k={}):",
        parameters.join(", "),
        r.pick(&["1", "1", "0", "5", "0.5", "2**62", "-3"])
    ));
    let generator = r.percent(12);
    let mut scope = Scope { variables, functions: callable };
    scope.variables.retain(|v| v.name != "G" || r.percent(70));
    let shown = initial_locals(r, w, &mut scope);
    // Assigning to `G` would make it a local: functions only read it.
    scope.variables.retain(|v| v.name != "G");
    let mut place = Place { r, w, scope, loops: 0, budget: 5, names: 10 * (k + 1), function: !generator, generator };
    place.block(2);
    place.loop_over();
    place.block(3);
    if generator {
        w.line(format!("yield {}", shown[0]));
    } else {
        w.line(format!("return ({})", shown.join(", ")));
    }
    w.close();
    if generator {
        let wrapper = format!("g{k}");
        w.open(format!("def {wrapper}(*a, **o):"));
        w.line(format!("return list({name}(*a, **o))[:20]"));
        w.close();
        return (wrapper, required);
    }
    (name, required)
}

fn initial_locals(r: &mut Random, w: &mut Writer, scope: &mut Scope<'_>) -> Vec<String> {
    let mut shown = Vec::new();
    for (i, kind) in [Kind::Int, Kind::Float, Kind::List, Kind::Str].into_iter().enumerate() {
        let kind = if r.percent(75) { kind } else { any_kind(r) };
        let e = expression(r, scope, kind, 1);
        let name = format!("t{i}");
        w.line(format!("{name} = {e}"));
        scope.variables.push(Variable { name: name.clone(), kind });
        shown.push(name);
    }
    shown
}

fn main_part(r: &mut Random, w: &mut Writer, functions: &[(String, usize)]) {
    w.open("try:");
    let mut scope = Scope { variables: vec![variable("G", Kind::Int)], functions };
    let shown = initial_locals(r, w, &mut scope);
    let (name, required) = &functions[functions.len() - 1];
    w.open(format!("for r in range({}):", 4 + r.below(14)));
    w.open("try:");
    scope.variables.push(variable("r", Kind::Int));
    let args: Vec<String> = (0..*required).map(|_| expression(r, &scope, Kind::Int, 1)).collect();
    scope.variables.pop();
    w.line(format!("log({name}({}))", args.join(", ")));
    w.close();
    w.open("except (ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as e:");
    w.line("log(type(e).__name__)");
    w.close();
    w.close();
    let mut place = Place { r, w, scope, loops: 0, budget: 6, names: 0, function: false, generator: false };
    for _ in 0..4 {
        place.w.open("try:");
        place.block(2);
        place.loop_over();
        place.w.close();
        place.w.open("except Exception as e:");
        place.w.line("log(type(e).__name__)");
        place.w.close();
    }
    for name in shown {
        w.line(format!("log({name})"));
    }
    w.close();
    w.open("finally:");
    w.line("for line in lines: print(line)");
    w.line("print(repr(G), A.k, steps)");
    w.close();
}
