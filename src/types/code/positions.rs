//! Where instructions come from: `co_lines()` and `co_positions()`. An instruction counts two bytes, as in CPython.

use super::data;
use crate::object::{Args, Owned, PyResult, Vm};
use taipan_bytecode::Position;

fn number(n: i32) -> Owned {
    if n < 0 { Owned::NONE } else { Owned::int(i64::from(n)) }
}

/// An iterator of (start, end, line) over runs of instructions of one line.
pub(super) fn lines(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(code) = data(vm, a.get(0)) else { return Ok(Owned::NONE) };
    let mut all = Vec::new();
    let mut start = 0;
    while start < code.positions.len() {
        let line = code.positions[start].line;
        let run = code.positions[start..].iter().take_while(|p| p.line == line).count();
        let (from, to) = (Owned::usize(2 * start), Owned::usize(2 * (start + run)));
        all.push(vm.tuple(vec![from, to, number(line)]));
        start += run;
    }
    let all = vm.list(all);
    vm.iter(all.lend())
}

/// An iterator of (line, end line, column, end column), one per instruction.
pub(super) fn positions(vm: &mut Vm, a: &Args<'_>) -> PyResult {
    let Some(code) = data(vm, a.get(0)) else { return Ok(Owned::NONE) };
    let row = |p: &Position| vm.tuple(vec![number(p.line), number(p.end_line), number(p.col), number(p.end_col)]);
    let all: Vec<Owned> = code.positions.iter().map(row).collect();
    let all = vm.list(all);
    vm.iter(all.lend())
}
