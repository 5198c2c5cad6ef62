//! Random statements: assignments, branches, loops with early ends, exceptions, changes of classes and globals.

use crate::expressions::{Kind, Scope, Variable, any_kind, condition, expression};
use crate::random::Random;
use crate::writer::Writer;

/// Where statements are written.
pub struct Place<'a> {
    pub r: &'a mut Random,
    pub w: &'a mut Writer,
    pub scope: Scope<'a>,
    /// Loops around this place.
    pub loops: usize,
    /// Blocks that may still be opened.
    pub budget: usize,
    /// How many names of loop variables have been used.
    pub names: usize,
    /// Whether `return` and `yield` may stand here.
    pub function: bool,
    pub generator: bool,
}

impl Place<'_> {
    /// A block of so many statements at most, never empty.
    pub fn block(&mut self, most: usize) {
        let n = 1 + self.r.below(most);
        let known = self.scope.variables.len();
        for _ in 0..n {
            self.statement();
        }
        self.scope.variables.truncate(known);
    }

    /// The body of a loop: often errors do not end it.
    fn body(&mut self, most: usize) {
        if self.r.percent(50) {
            return self.block(most);
        }
        self.w.open("try:");
        self.block(most);
        self.w.close();
        self.w.open("except Exception as e:");
        self.w.line("log(type(e).__name__)");
        self.w.close();
    }

    fn expr(&mut self, kind: Kind) -> String {
        expression(self.r, &self.scope, kind, 2)
    }

    fn cond(&mut self) -> String {
        condition(self.r, &self.scope, 2)
    }

    fn variable(&mut self) -> Option<Variable> {
        let plain: Vec<Variable> = self.scope.variables.iter().filter(|v| !v.name.starts_with('i')).cloned().collect();
        if plain.is_empty() { None } else { Some(plain[self.r.below(plain.len())].clone()) }
    }

    fn statement(&mut self) {
        match self.r.below(30) {
            0..7 => self.assign(),
            7..10 => self.augment(),
            10 => self.unpack(),
            11..13 => self.mutate(),
            13..16 if self.budget > 0 => self.branch(),
            16..20 if self.budget > 0 && self.loops < 2 => self.loop_over(),
            20 if self.budget > 0 && self.loops < 2 => self.loop_while(),
            21..23 if self.budget > 0 => self.attempt(),
            23 if self.loops > 0 => self.leave(),
            24 => self.change_world(),
            25 if self.generator => {
                let v = self.expr(Kind::Int);
                self.w.line(format!("yield {v}"));
            }
            26 => {
                let k = any_kind(self.r);
                let v = self.expr(k);
                self.w.line(format!("log({v})"));
            }
            27 if self.function && self.loops > 0 && self.r.percent(15) => {
                let c = self.cond();
                let v = self.expr(Kind::Int);
                self.w.line(format!("if {c}: return {v}"));
            }
            28 => self.closure(),
            _ => self.assign(),
        }
    }

    fn assign(&mut self) {
        match self.variable() {
            Some(v) if self.r.percent(75) => {
                let kind = if self.r.percent(99) { v.kind } else { any_kind(self.r) };
                let e = self.expr(kind);
                self.w.line(format!("{} = {e}", v.name));
                self.scope.variables.iter_mut().filter(|o| o.name == v.name).for_each(|o| o.kind = kind);
            }
            _ => {
                let kind = any_kind(self.r);
                let e = self.expr(kind);
                let name = format!("v{}", self.names);
                self.names += 1;
                self.w.line(format!("{name} = {e}"));
                self.scope.variables.push(Variable { name, kind });
            }
        }
    }

    fn augment(&mut self) {
        let Some(v) = self.variable() else { return self.assign() };
        let (op, kind) = match v.kind {
            Kind::Int => (self.r.pick(&["+", "-", "^", "|", "+", "-"]), Kind::Int),
            Kind::Float => {
                (self.r.pick(&["+", "-", "*", "/"]), if self.r.percent(70) { Kind::Float } else { Kind::Int })
            }
            Kind::Str => ("+", Kind::Str),
            Kind::List => ("+", Kind::List),
            Kind::Set => ("|", Kind::Set),
            _ => return self.assign(),
        };
        let e = self.expr(kind);
        self.w.line(format!("{} {op}= {e}", v.name));
        match v.kind {
            Kind::Str => self.w.line(format!("{0} = {0}[-20:]", v.name)),
            Kind::List => self.w.line(format!("del {}[12:]", v.name)),
            _ => {}
        }
    }

    fn unpack(&mut self) {
        let (Some(a), Some(b)) = (self.variable(), self.variable()) else { return self.assign() };
        let line = match self.r.below(3) {
            0 => format!("{}, {} = {}, {}", a.name, b.name, self.expr(a.kind), self.expr(b.kind)),
            1 if a.kind == b.kind => format!("{0}, {1} = {1}, {0}", a.name, b.name),
            2 if a.kind == Kind::Int && b.kind == Kind::List => {
                format!("{}, *{} = {} or [1]", a.name, b.name, self.expr(Kind::List))
            }
            _ => return self.assign(),
        };
        self.w.line(line);
    }

    fn mutate(&mut self) {
        let Some(v) = self.variable() else { return self.assign() };
        let name = v.name;
        let i = self.expr(Kind::Int);
        let any = any_kind(self.r);
        let value_kind = if self.r.percent(75) { Kind::Int } else { any };
        let e = self.expr(value_kind);
        let line = match v.kind {
            Kind::List => match self.r.below(7) {
                0 | 1 => format!("{name}.append({e})"),
                2 => format!("if {name}: {name}[{i} % len({name})] = {e}"),
                3 => format!("if {name}: {name}.pop()"),
                4 => format!("{name}[1:2] = [{e}]"),
                5 => format!("{name}.insert({i} % 3, {e})"),
                _ => format!("{name}.reverse()"),
            },
            Kind::Dict => match self.r.below(4) {
                0 | 1 => format!("{name}[{i} % 6] = {e}"),
                2 => format!("{name}.pop({i} % 6, None)"),
                _ => format!("{name}[{i} % 6] = {name}.get({i} % 6, 0) + 1"),
            },
            Kind::Set => match self.r.below(2) {
                0 => format!("{name}.add({i} % 40)"),
                _ => format!("{name}.discard({i} % 40)"),
            },
            Kind::Object => match self.r.below(6) {
                0 | 1 => format!("{name}.v = {e}"),
                2 => format!("{name}.w = {e}"),
                3 => format!("{name}.v += 1"),
                4 => format!("{name}.x{} = {e}", self.r.below(3)),
                _ => format!("{name}.__class__ = {}", self.r.pick(&["A", "B"])),
            },
            _ => return self.assign(),
        };
        self.w.line(line);
        if v.kind == Kind::List {
            self.w.line(format!("del {name}[12:]"));
        }
    }

    fn branch(&mut self) {
        self.budget -= 1;
        let c = self.cond();
        self.w.open(format!("if {c}:"));
        self.block(3);
        self.w.close();
        if self.r.percent(30) {
            let c = self.cond();
            self.w.open(format!("elif {c}:"));
            self.block(2);
            self.w.close();
        }
        if self.r.percent(50) {
            self.w.open("else:");
            self.block(3);
            self.w.close();
        }
    }

    /// A `for` loop.
    pub fn loop_over(&mut self) {
        self.budget = self.budget.saturating_sub(1);
        let name = format!("i{}", self.names);
        self.names += 1;
        let most = if self.loops == 0 { 24 } else { 7 };
        let (iterable, kind) = match self.r.below(10) {
            0..5 => (format!("range({})", 2 + self.r.below(most)), Kind::Int),
            5 => {
                let ends =
                    ["0, 9, 2", "-3, 20", "30, -20, -3", "2**62 - 6, 2**62 + 6", "2**63 - 6, 2**63 + 6, 2", "5, -1"];
                (format!("range({})", self.r.pick(&ends)), Kind::Int)
            }
            6 => (self.expr(Kind::List), Kind::Int),
            7 => ("gen(9)".to_owned(), Kind::Int),
            8 => (self.expr(Kind::Dict), Kind::Int),
            _ => (format!("enumerate({})", self.expr(Kind::List)), Kind::Tuple),
        };
        // Loops over lists take a copy: their bodies grow lists.
        let iterable = if kind == Kind::Int && !iterable.starts_with("range") && !iterable.starts_with("gen") {
            format!("list({iterable})")
        } else {
            iterable
        };
        self.w.open(format!("for {name} in {iterable}:"));
        self.scope.variables.push(Variable { name, kind });
        self.loops += 1;
        self.body(5);
        self.loops -= 1;
        self.scope.variables.pop();
        self.w.close();
        if self.r.percent(15) {
            self.w.open("else:");
            self.block(2);
            self.w.close();
        }
    }

    fn loop_while(&mut self) {
        self.budget -= 1;
        let name = format!("i{}", self.names);
        self.names += 1;
        let n = 2 + self.r.below(if self.loops == 0 { 24 } else { 7 });
        self.w.line(format!("{name} = {n}"));
        self.w.open(format!("while {name} > 0:"));
        self.w.line(format!("{name} -= 1"));
        self.scope.variables.push(Variable { name, kind: Kind::Int });
        self.loops += 1;
        self.body(4);
        self.loops -= 1;
        self.scope.variables.pop();
        self.w.close();
    }

    fn attempt(&mut self) {
        self.budget -= 1;
        self.w.open("try:");
        self.block(3);
        if self.r.percent(30) {
            let c = self.cond();
            self.w.line(format!("if {c}: raise ValueError(1)"));
        }
        self.w.close();
        let except = self.r.percent(80);
        if except {
            let what = self.r.pick(&["Exception", "ArithmeticError", "(TypeError, ValueError)", "LookupError"]);
            self.w.open(format!("except {what} as e:"));
            self.w.line("log(type(e).__name__)");
            if self.r.percent(40) {
                self.statement();
            }
            self.w.close();
        }
        if !except || self.r.percent(30) {
            self.w.open("finally:");
            self.block(2);
            self.w.close();
        }
    }

    fn leave(&mut self) {
        let c = self.cond();
        let how = self.r.pick(&["break", "continue", "continue"]);
        self.w.line(format!("if {c}: {how}"));
    }

    fn change_world(&mut self) {
        let e = self.expr(Kind::Int);
        let k = any_kind(self.r);
        let any = self.expr(k);
        let line = match self.r.below(8) {
            0..3 => format!("set_global({e})"),
            3 if self.r.percent(20) => format!("set_global({any})"),
            4 => format!("A.k = {e}"),
            5 => "A.m, B.m = B.m, A.m".to_owned(),
            6 => format!("f0.__defaults__ = ({e},)"),
            _ => "swap()".to_owned(),
        };
        let c = self.cond();
        self.w.line(format!("if {c}: {line}"));
    }

    fn closure(&mut self) {
        let Some(v) = self.variable() else { return self.assign() };
        let e = self.expr(Kind::Int);
        let name = format!("v{}", self.names);
        self.names += 1;
        self.w.line(format!("{name} = (lambda p, q={e}: (p, q, {}))({e})", v.name));
        self.scope.variables.push(Variable { name, kind: Kind::Tuple });
    }
}
