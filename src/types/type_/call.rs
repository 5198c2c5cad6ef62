//! Calling a class: `__new__`, then `__init__` if an instance came out.

use crate::object::{CallArgs, Kind, PyResult, Ref, Vm};

/// `cls(…)`; `type(x)` with one argument asks for the type.
///
/// # Errors
/// What `__new__` and `__init__` raise; `TypeError` for types that code cannot make instances of.
pub fn call(vm: &mut Vm, cls: Ref<'_>, args: &CallArgs<'_>) -> PyResult {
    let ty = cls.expect_type();
    if ty.is_exactly(Kind::Type) {
        if let ([o], []) = (args.all, args.kwnames) {
            return Ok(o.ty().as_ref().own());
        }
        if args.pos().len() != 3 {
            return Err(vm.type_error("type() takes 1 or 3 arguments"));
        }
    }
    let Some(new) = ty.slots().new else {
        return Err(vm.type_error(format!("cannot create '{}' instances", ty.name())));
    };
    let o = new(vm, cls, args)?;
    if o.lend().is_instance(ty)
        && let Some(init) = o.lend().ty().slots().init
        // The `__new__` of a built-in type has taken the arguments; `object.__init__` would only look at them.
        && (ty.is_class() || !crate::types::object::is_default_init(init))
    {
        init(vm, o.lend(), args)?;
    }
    Ok(o)
}

/// `type.__init__`: nothing but the number of arguments.
pub(super) fn init(vm: &mut Vm, _: Ref<'_>, args: &CallArgs<'_>) -> PyResult<()> {
    let n = args.pos().len();
    if n == 1 && !args.kwnames.is_empty() {
        return Err(vm.type_error("type.__init__() takes no keyword arguments"));
    }
    if n != 1 && n != 3 {
        return Err(vm.type_error("type.__init__() takes 1 or 3 arguments"));
    }
    Ok(())
}
