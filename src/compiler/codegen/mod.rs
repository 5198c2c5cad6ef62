//! Code generation: the tree is walked once, each construct writes its instructions into the current [`unit::Unit`].
//!
//! One file per concern, each an `impl Compiler` block. What a construct leaves on the stack is said in `[a, b]` notation,
//! the top on the right, as in CPython's `codegen.c`, whose instruction sequences are followed where they can be seen.

mod block;
mod comprehension;
mod constant;
mod definition;
mod emit;
mod expr;
mod name;
mod pattern;
mod stmt;
mod unit;
mod unparse;

use std::collections::HashSet;
use std::sync::Arc;

use ruff_python_ast::{Mod, Suite};
use taipan_bytecode::{Code, CodeFlags, Const, Op, Position, operand::resume};

use crate::error::{Res, Warning};
use crate::flow::NO_LOCATION;
use crate::scope::{ScopeTable, docstring};
use crate::source::Source;
use crate::{Mode, Options};
use unit::{Unit, UnitKind};

/// Generates the code of a tree.
pub(crate) fn generate<'a>(
    source: &'a Source<'a>,
    filename: &Arc<str>,
    tree: &'a Mod,
    scopes: &'a ScopeTable,
    mode: Mode,
    options: &Options,
) -> Res<(Arc<Code>, Vec<Warning>)> {
    let mut compiler = Compiler {
        source,
        filename: filename.clone(),
        scopes,
        interactive: mode == Mode::Single,
        optimize: options.optimize,
        allow_top_await: options.top_level_await,
        flags: options.flags,
        units: Vec::new(),
        warnings: Vec::new(),
        not_constant: HashSet::new(),
        bare_generator: None,
    };
    let code = match tree {
        Mod::Module(module) => compiler.module(&module.body)?,
        Mod::Expression(expression) => {
            compiler.enter_module();
            compiler.expr(&expression.body)?;
            let loc = compiler.loc(&*expression.body);
            compiler.emit(Op::RETURN_VALUE, 0, loc);
            compiler.unit_mut().seq.fill_placeholder(Default::default());
            compiler.leave_unit()
        }
    };
    Ok((code, compiler.warnings))
}

/// The state of code generation.
pub(crate) struct Compiler<'a> {
    source: &'a Source<'a>,
    filename: Arc<str>,
    scopes: &'a ScopeTable,
    /// Expression statements of the top level are printed.
    interactive: bool,
    /// `-O` level.
    optimize: u8,
    /// `await` and the like may stand in the module.
    allow_top_await: bool,
    /// `__future__` flags.
    flags: CodeFlags,
    /// The unit being written and those around it.
    units: Vec<Unit<'a>>,
    warnings: Vec<Warning>,
    /// Addresses of expressions that folding gave up on, so that it asks each only once.
    not_constant: HashSet<usize>,
    /// The argument list around a generator expression without parentheses of its own: its range, about to be used.
    bare_generator: Option<Position>,
}

impl<'a> Compiler<'a> {
    fn module(&mut self, body: &'a Suite) -> Res<Arc<Code>> {
        self.enter_module();
        let loc = Position { line: 1, end_line: 1, col: 0, end_col: 0 };
        if self.scope().has_conditional_annotations {
            self.emit(Op::BUILD_SET, 0, loc);
            self.emit_name(Op::STORE_NAME, "__conditional_annotations__", loc);
        }
        self.body(body, loc)?;
        self.unit_mut().seq.fill_placeholder(Default::default());
        self.load_const(Const::None, NO_LOCATION);
        self.emit(Op::RETURN_VALUE, 0, NO_LOCATION);
        Ok(self.leave_unit())
    }

    fn enter_module(&mut self) {
        let unit = self.new_unit(UnitKind::Module, ScopeTable::TOP, "<module>", 1);
        self.units.push(unit);
        let loc = Position { line: 0, end_line: 0, col: 0, end_col: 0 };
        self.emit(Op::RESUME, resume::START, loc);
        self.unit_mut().seq.push(crate::flow::IrOp::AnnotationsPlaceholder, 0, NO_LOCATION);
    }

    /// The body of a module or class: docstring, statements, annotations.
    fn body(&mut self, body: &'a Suite, loc: Position) -> Res {
        let keep_text = self.flags.has(CodeFlags::FUTURE_ANNOTATIONS);
        if keep_text && self.scope().annotations_used {
            self.emit(Op::SETUP_ANNOTATIONS, 0, loc);
        }
        let mut statements = body.iter();
        if !self.is_interactive_top()
            && let Some(doc) = docstring(body)
        {
            statements.next();
            if self.optimize < 2 {
                let loc = self.loc(doc);
                let text = self.docstring_text(doc);
                self.load_const(Const::Str(text), loc);
                self.store_name("__doc__", NO_LOCATION);
            }
        }
        for stmt in statements {
            self.stmt(stmt)?;
        }
        if keep_text { Ok(()) } else { self.deferred_annotations(loc) }
    }
}
