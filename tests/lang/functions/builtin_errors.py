# Wrong calls of builtins.
calls = ["len()", "len(1, 2)", "len(5)", "len(x=1)", "abs()", "abs('a')", "ord()", "chr()", "isinstance(1)", "isinstance(1, 2)", "issubclass(1, int)", "issubclass(int, 2)", "getattr(1)", "setattr(1, 'a')", "hasattr(1, 2)", "getattr(1, 2)", "iter(5)", "next(5)", "next([])", "iter(1, 2)", "sum()", "sum(5)", "sum(1, 2, 3)", "max()", "max([])", "max(1)", "min(())", "max(1, 'a')", "sorted(5)", "enumerate()", "enumerate(5)", "zip(1)", "map()", "map(int)", "filter(None)", "filter(None, 5)", "reversed({1})", "reversed(5)", "round()", "round('a')", "round(1, 'a')", "pow()", "pow(2)", "divmod(1)", "divmod('a', 1)", "hash()", "id()", "bin('a')", "all(5)", "any()", "print(sep=1)", "print(end=1)", "print(foo=1)", "int('x')", "float('x')", "list(1, 2)", "dict(1)", "''.join()", "[].append()", "[].append(1, 2)", "{}.get()", "'a'.split(1)", "'a'.upper(1)", "range(1, 2, 3, 4)", "type()", "type(1, 2)", "object(1)", "super()", "classmethod()", "property(1, 2, 3, 4, 5)", "slice()", "callable()", "input(1, 2)", "exec()", "vars(1)", "dir(1, 2)", "format()", "repr()", "hex(1.5)", "bytes(1, 2, 3, 4)", "memoryview(1)", "eval()", "open()", "__import__()"]
for call in calls:
    try:
        print(call, eval(call))
    except (TypeError, ValueError, RuntimeError) as error:
        print(call, "->", type(error).__name__, error)
