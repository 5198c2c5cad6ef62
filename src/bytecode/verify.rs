//! Checks that a code unit is well formed: what the interpreter relies on without looking.
//!
//! Tables fit together, jumps stay inside, no way through the code underflows the stack, every way to a unit brings the
//! same depth, no depth exceeds `stacksize`, handlers find the depth that their entry promises.

use crate::code::{Code, LocalKind};
use crate::constant::Const;
use crate::op::{ArgKind, Op};

/// Checks a unit and the units among its constants.
///
/// # Errors
///
/// The first fault, in words.
pub fn verify(code: &Code) -> Result<(), String> {
    let fault = |words: String| Err(format!("{}: {words}", code.qualname));
    tables(code).or_else(fault)?;
    arguments(code).or_else(fault)?;
    depths(code).or_else(fault)?;
    code.consts.iter().try_for_each(|value| match value {
        Const::Code(inner) => verify(inner),
        _ => Ok(()),
    })
}

fn tables(code: &Code) -> Result<(), String> {
    let count = code.code.len();
    if code.positions.len() != count {
        return Err(format!("{} positions for {count} units", code.positions.len()));
    }
    let mut sites = 0;
    for instr in &code.code {
        if instr.op().has_site() {
            if instr.aux() != sites {
                return Err(format!("site {} where {sites} is due", instr.aux()));
            }
            sites += 1;
        }
    }
    if sites != code.nsites {
        return Err(format!("{sites} sites, not {}", code.nsites));
    }
    let mut last_end = 0;
    for entry in &code.exceptions {
        if entry.start < last_end || entry.start >= entry.end || entry.end as usize > count {
            return Err(format!("exception range {}..{} is out of place", entry.start, entry.end));
        }
        if entry.target as usize >= count {
            return Err(format!("exception target {} is outside", entry.target));
        }
        last_end = entry.end;
    }
    Ok(())
}

fn arguments(code: &Code) -> Result<(), String> {
    for (pc, instr) in code.code.iter().enumerate() {
        let index = instr.arg() as usize;
        let kind = |kind| code.variables.get(index).is_some_and(|variable| variable.kind.has(kind));
        let fits = match instr.op().arg_kind() {
            ArgKind::None => index == 0,
            ArgKind::Const => index < code.consts.len(),
            ArgKind::Name => index < code.names.len(),
            ArgKind::NameBit => index >> 1 < code.names.len(),
            ArgKind::NameSuper => index >> 2 < code.names.len(),
            // Closures are built of the cells themselves.
            ArgKind::Local => index < code.variables.len(),
            ArgKind::Deref => kind(LocalKind::CELL) || kind(LocalKind::FREE),
            ArgKind::JumpForward => pc + 1 + index < code.code.len(),
            ArgKind::JumpBackward => index <= pc + 1,
            _ => true,
        };
        if !fits {
            return Err(format!("argument of {instr:?} at {pc} is out of range"));
        }
    }
    Ok(())
}

fn depths(code: &Code) -> Result<(), String> {
    let count = code.code.len();
    let mut known: Vec<Option<i32>> = vec![None; count];
    let mut todo = vec![(0, 0)];
    while let Some((pc, depth)) = todo.pop() {
        if pc >= count {
            return Err("control runs off the end".to_owned());
        }
        match known[pc] {
            Some(before) if before == depth => continue,
            Some(before) => return Err(format!("depth {before} or {depth} at {pc}")),
            None => known[pc] = Some(depth),
        }
        let instr = code.code[pc];
        let (pops, _) = instr.op().effect(instr.arg());
        if depth < pops as i32 {
            return Err(format!("{instr:?} at {pc} pops {pops} of {depth}"));
        }
        if let Some(entry) = code.handler(pc) {
            if (entry.depth as i32) > depth {
                return Err(format!("handler of {pc} keeps {} of {depth}", entry.depth));
            }
            todo.push((entry.target as usize, entry.depth as i32 + 1 + i32::from(entry.lasti)));
        }
        if let Some(target) = instr.target(pc) {
            let after = depth + instr.op().jump_effect(instr.arg());
            todo.push((target, after));
            // FOR_ITER, taken, skips the END_FOR.
            if instr.op() == Op::FOR_ITER && code.code.get(target).is_none_or(|end| end.op() != Op::END_FOR) {
                return Err(format!("FOR_ITER at {pc} does not lead to END_FOR"));
            }
        }
        let after = depth + instr.op().stack_effect(instr.arg());
        if after.max(depth) > code.stacksize as i32 {
            return Err(format!("depth {} at {pc} exceeds {}", after.max(depth), code.stacksize));
        }
        if !instr.op().ends_block() {
            todo.push((pc + 1, after));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::{CodeFlags, Position};
    use crate::instr::Instr;

    fn unit(instrs: &[Instr], stacksize: u32) -> Code {
        Code {
            name: "f".into(),
            qualname: "f".into(),
            filename: "x.py".into(),
            firstlineno: 1,
            argcount: 0,
            posonlyargcount: 0,
            kwonlyargcount: 0,
            flags: CodeFlags::default(),
            stacksize,
            variables: vec![],
            names: vec![],
            consts: vec![Const::None],
            code: instrs.to_vec(),
            nsites: 0,
            exceptions: vec![],
            positions: vec![Position::NONE; instrs.len()],
        }
    }

    #[test]
    fn good_code_passes() {
        let code = unit(&[Instr::new(Op::LOAD_CONST, 0), Instr::new(Op::RETURN_VALUE, 0)], 1);
        assert_eq!(verify(&code), Ok(()));
    }

    #[test]
    fn faults_are_found() {
        let load = Instr::new(Op::LOAD_CONST, 0);
        let give = Instr::new(Op::RETURN_VALUE, 0);
        assert!(verify(&unit(&[give], 1)).is_err_and(|words| words.contains("pops 1 of 0")));
        assert!(verify(&unit(&[load], 1)).is_err_and(|words| words.contains("off the end")));
        assert!(verify(&unit(&[load, give], 0)).is_err_and(|words| words.contains("exceeds")));
        assert!(verify(&unit(&[Instr::new(Op::LOAD_CONST, 1), give], 1)).is_err_and(|words| words.contains("range")));
    }
}
