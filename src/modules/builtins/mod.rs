//! The module `builtins`: one table of functions; the types, exceptions and constants are entered by `names`.

mod attributes;
mod classes;
mod compile;
mod consumers;
mod extremes;
mod input;
mod iteration;
mod names;
mod numbers;
mod output;
mod scope;
mod site;
mod sum;
mod text;

use super::ModuleDef;
use crate::object::{FnDef, Intrinsic, Owned, PyResult, Reach, Ref, Vm};

pub use compile::{compile_source, path_text, source_text};
pub use consumers::consumer;
pub(super) use input::breakpoint_hook;

/// The module.
pub fn def() -> ModuleDef {
    ModuleDef { name: "builtins", doc: DOC, functions: FUNCTIONS, fill: names::fill }
}

/// `ascii(o)`.
///
/// # Errors
/// What `__repr__` raises.
pub fn ascii(vm: &mut Vm, o: Ref<'_>) -> PyResult {
    crate::types::str::ascii_repr(vm, o)
}

/// A built-in function as it was when the program started, whatever the name means by now.
pub fn function(vm: &mut Vm, name: &str) -> Owned {
    names::original(vm, name)
}

const DOC: &str = "Built-in functions, types, exceptions, and other objects.\n\nThis module provides direct access to all 'built-in'\nidentifiers of Python; for example, builtins.len is\nthe full name for the built-in function len().\n\nThis module is not normally accessed explicitly by most\napplications, but can be useful in modules that provide\nobjects with the same name as a builtin and need both.";

static FUNCTIONS: &[FnDef] = &[
    FnDef::new("__import__", "(name, globals=None, locals=None, fromlist=(), level=0)", scope::import, "Import a module.\n\nBecause this function is meant for use by the Python\ninterpreter and not for general use, it is better to use\nimportlib.import_module() to programmatically import a module.\n\nThe globals argument is only used to determine the context;\nthey are not modified.  The locals argument is unused.  The fromlist\nshould be a list of names to emulate ``from name import ...``, or an\nempty list to emulate ``import name``.\nWhen importing a module from a package, note that __import__('A.B', ...)\nreturns package A when fromlist is empty, but its submodule B when\nfromlist is not empty.  The level argument is used to determine whether to\nperform absolute or relative imports: 0 is absolute, while a positive number\nis the number of parent directories to search relative to the current module."),
    FnDef::new("aiter", "(async_iterable, /)", iteration::aiter, "Return an AsyncIterator for an AsyncIterable object."),
    FnDef::new("anext", "(async_iterator, default=<unrepresentable>, /)", iteration::anext, "Return the next item from the async iterator.\n\nIf default is given and the async iterator is exhausted,\nit is returned instead of raising StopAsyncIteration."),
    FnDef::new("abs", "(number, /)", numbers::abs, "Return the absolute value of the argument.").intrinsic(Intrinsic::Abs),
    FnDef::new("all", "(iterable, /)", iteration::all, "Return True if bool(x) is True for all values x in the iterable.\n\nIf the iterable is empty, return True.").intrinsic(Intrinsic::All),
    FnDef::new("any", "(iterable, /)", iteration::any, "Return True if bool(x) is True for any x in the iterable.\n\nIf the iterable is empty, return False.").intrinsic(Intrinsic::Any),
    FnDef::new("__build_class__", "(func, name, /, *bases, **kwds)", classes::build_class, "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\nInternal helper function used by the class statement."),
    FnDef::new("ascii", "(obj, /)", text::ascii, "Return an ASCII-only representation of an object.\n\nAs repr(), return a string containing a printable representation of an\nobject, but escape the non-ASCII characters in the string returned by\nrepr() using \\\\x, \\\\u or \\\\U escapes. This generates a string similar\nto that returned by repr() in Python 2."),
    FnDef::new("bin", "(number, /)", numbers::bin, "Return the binary representation of an integer.\n\n   >>> bin(2796202)\n   '0b1010101010101010101010'").reach(Reach::Nothing),
    FnDef::new("breakpoint", "(*args, **kws)", input::breakpoint, "Call sys.breakpointhook(*args, **kws)."),
    FnDef::new("callable", "(obj, /)", classes::callable, "Return whether the object is callable (i.e., some kind of function).\n\nNote that classes are callable, as are instances of classes with a\n__call__() method."),
    FnDef::new("chr", "(i, /)", text::chr, "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff.").reach(Reach::Nothing).intrinsic(Intrinsic::Chr),
    FnDef::new("compile", "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)", compile::compile, "Compile source into a code object that can be executed by exec() or eval().\n\nThe source code may represent a Python module, statement or expression.\nThe filename will be used for run-time error messages.\nThe mode must be 'exec' to compile a module, 'single' to compile a\nsingle (interactive) statement, or 'eval' to compile an expression.\nThe flags argument, if present, controls which future statements influence\nthe compilation of the code.\nThe dont_inherit argument, if true, stops the compilation inheriting\nthe effects of any future statements in effect in the code calling\ncompile; if absent or false these statements do influence the compilation,\nin addition to any features explicitly specified."),
    FnDef::new("delattr", "(obj, name, /)", attributes::delattr, "Deletes the named attribute from the given object.\n\ndelattr(x, 'y') is equivalent to ``del x.y``"),
    FnDef::new("dir", "(object=None, /)", scope::dir, "dir([object]) -> list of strings\n\nIf called without an argument, return the names in the current scope.\nElse, return an alphabetized list of names comprising (some of) the attributes\nof the given object, and of attributes reachable from it.\nIf the object supplies a method named __dir__, it will be used; otherwise\nthe default dir() logic is used and returns:\n  for a module object: the module's attributes.\n  for a class object:  its attributes, and recursively the attributes\n    of its bases.\n  for any other object: its attributes, its class's attributes, and\n    recursively the attributes of its class's base classes."),
    FnDef::new("divmod", "(x, y, /)", numbers::divmod, "Return the tuple (x//y, x%y).  Invariant: div*y + mod == x.").reach(Reach::Nothing),
    FnDef::new("eval", "(source, /, globals=None, locals=None)", scope::eval, "Evaluate the given source in the context of globals and locals.\n\nThe source may be a string representing a Python expression\nor a code object as returned by compile().\nThe globals must be a dictionary and locals can be any mapping,\ndefaulting to the current globals and locals.\nIf only globals is given, locals defaults to it."),
    FnDef::new("exec", "(source, /, globals=None, locals=None, *, closure=None)", scope::exec, "Execute the given source in the context of globals and locals.\n\nThe source may be a string representing one or more Python statements\nor a code object as returned by compile().\nThe globals must be a dictionary and locals can be any mapping,\ndefaulting to the current globals and locals.\nIf only globals is given, locals defaults to it.\nThe closure must be a tuple of cellvars, and can only be used\nwhen source is a code object requiring exactly that many cellvars."),
    FnDef::new("format", "(value, format_spec='', /)", text::format, "Return type(value).__format__(value, format_spec)\n\nMany built-in types implement format_spec according to the\nFormat Specification Mini-language. See help('FORMATTING')\nfor details.\n\nIf type(value) does not supply a method named __format__\nand format_spec is empty, then str(value) is returned."),
    FnDef::new("getattr", "(object, name, default=None, /)", attributes::getattr, "Get a named attribute from an object.\n\ngetattr(x, 'y') is equivalent to ``x.y``\nWhen a default argument is given, it is returned when the attribute doesn't\nexist; without it, an exception is raised in that case."),
    FnDef::new("globals", "()", scope::globals, "Return the dictionary containing the current scope's global variables.\n\nNOTE: Updates to this dictionary *will* affect name lookups in the current\nglobal scope and vice-versa."),
    FnDef::new("hasattr", "(obj, name, /)", attributes::hasattr, "Return whether the object has an attribute with the given name.\n\nThis is done by calling getattr(obj, name) and catching AttributeError."),
    FnDef::new("hash", "(obj, /)", numbers::hash, "Return the hash value for the given object.\n\nTwo objects that compare equal must also have the same hash value, but the\nreverse is not necessarily true."),
    FnDef::new("hex", "(number, /)", numbers::hex, "Return the hexadecimal representation of an integer.\n\n   >>> hex(12648430)\n   '0xc0ffee'").reach(Reach::Nothing),
    FnDef::new("id", "(obj, /)", numbers::id, "Return the identity of an object.\n\nThis is guaranteed to be unique among simultaneously existing objects.\n(CPython uses the object's memory address.)"),
    FnDef::new("input", "(prompt='', /)", input::input, "Read a string from standard input.  The trailing newline is stripped.\n\nThe prompt string, if given, is printed to standard output without a\ntrailing newline before reading input.\n\nIf the user hits EOF (*nix: Ctrl-D, Windows: Ctrl-Z+Return), raise EOFError.\nOn *nix systems, readline is used if available."),
    FnDef::new("isinstance", "(obj, class_or_tuple, /)", classes::isinstance, "Return whether an object is an instance of a class or of a subclass thereof.\n\nA tuple, as in ``isinstance(x, (A, B, ...))``, may be given as the target to\ncheck against. This is equivalent to ``isinstance(x, A) or isinstance(x, B)\nor ...`` etc.").intrinsic(Intrinsic::Isinstance),
    FnDef::new("issubclass", "(cls, class_or_tuple, /)", classes::issubclass, "Return whether 'cls' is derived from another class or is the same class.\n\nA tuple, as in ``issubclass(x, (A, B, ...))``, may be given as the target to\ncheck against. This is equivalent to ``issubclass(x, A) or issubclass(x, B)\nor ...``."),
    FnDef::new("iter", "(object, sentinel=None, /)", iteration::iter, "Get an iterator from an object.\n\nIn the first form, the argument must supply its own iterator, or be a sequence.\nIn the second form, the callable is called until it returns the sentinel."),
    FnDef::new("len", "(obj, /)", iteration::len, "Return the number of items in a container.").intrinsic(Intrinsic::Len),
    FnDef::new("locals", "()", scope::locals, "Return a dictionary containing the current scope's local variables.\n\nNOTE: Whether or not updates to this dictionary will affect name lookups in\nthe local scope and vice-versa is *implementation dependent* and not\ncovered by any backwards compatibility guarantees."),
    FnDef::new("max", "(*args, key=None, default=None)", extremes::max, "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> value\n\nWith a single iterable argument, return its biggest item. The\ndefault keyword-only argument specifies an object to return if\nthe provided iterable is empty.\nWith two or more positional arguments, return the largest argument.").intrinsic(Intrinsic::Max),
    FnDef::new("min", "(*args, key=None, default=None)", extremes::min, "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> value\n\nWith a single iterable argument, return its smallest item. The\ndefault keyword-only argument specifies an object to return if\nthe provided iterable is empty.\nWith two or more positional arguments, return the smallest argument.").intrinsic(Intrinsic::Min),
    FnDef::new("next", "(iterator, default=None, /)", iteration::next, "Return the next item from the iterator.\n\nIf default is given and the iterator is exhausted,\nit is returned instead of raising StopIteration."),
    FnDef::new("oct", "(number, /)", numbers::oct, "Return the octal representation of an integer.\n\n   >>> oct(342391)\n   '0o1234567'").reach(Reach::Nothing),
    FnDef::new("open", crate::modules::io::OPEN_SIGNATURE, crate::modules::io::open, crate::modules::io::OPEN),
    FnDef::new("ord", "(character, /)", text::ord, "Return the ordinal value of a character.\n\nIf the argument is a one-character string, return the Unicode code\npoint of that character.\n\nIf the argument is a bytes or bytearray object of length 1, return its\nsingle byte value.").reach(Reach::Nothing).intrinsic(Intrinsic::Ord),
    FnDef::new("pow", "(base, exp, mod=None)", numbers::pow, "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments.\n\nSome types, such as ints, are able to use a more efficient algorithm when\ninvoked using the three argument form."),
    FnDef::new("print", "(*args, sep=' ', end='\\n', file=None, flush=False)", output::print, "Prints the values to a stream, or to sys.stdout by default.\n\n  sep\n    string inserted between values, default a space.\n  end\n    string appended after the last value, default a newline.\n  file\n    a file-like object (stream); defaults to the current sys.stdout.\n  flush\n    whether to forcibly flush the stream."),
    FnDef::new("repr", "(obj, /)", text::repr, "Return the canonical string representation of the object.\n\nFor many object types, including most builtins, eval() will return\nan equivalent object."),
    FnDef::new("round", "(number, ndigits=None)", numbers::round, "Round a number to a given precision in decimal digits.\n\nThe return value is an integer if ndigits is omitted or None.  Otherwise\nthe return value has the same type as the number.  ndigits may be negative.").reach(Reach::Nothing),
    FnDef::new("setattr", "(obj, name, value, /)", attributes::setattr, "Sets the named attribute on the given object to the specified value.\n\nsetattr(x, 'y', v) is equivalent to ``x.y = v``"),
    FnDef::new("sorted", "(*args, **kwargs)", iteration::sorted, "Return a new list containing all items from the iterable in ascending order.\n\nA custom key function can be supplied to customize the sort order, and the\nreverse flag can be set to request the result in descending order.").intrinsic(Intrinsic::Sorted)
        .shown_as("(iterable, /, *, key=None, reverse=False)"),
    FnDef::new("sum", "(iterable, /, start=0)", sum::sum, "Return the sum of a 'start' value (default: 0) plus an iterable of numbers\n\nWhen the iterable is empty, return the start value.\nThis function is intended specifically for use with numeric values and may\nreject non-numeric types.").intrinsic(Intrinsic::Sum),
    FnDef::new("vars", "(object=None, /)", scope::vars, "vars([object]) -> dictionary\n\nWithout arguments, equivalent to locals().\nWith an argument, equivalent to object.__dict__."),
];
