# What a function object tells, and what can be set on it.
def outer():
    def inner(a, /, b: int, *c, d=1, **e) -> str:
        "The doc."
        return a

    return inner


f = outer()
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__defaults__, f.__kwdefaults__, f.__closure__, f.__dict__, f.__type_params__)
f.custom = 1
f.__name__ = "renamed"
f.__qualname__ = "Q.renamed"
f.__doc__ = None
print(f.custom, f.__name__, f.__qualname__, f.__doc__, vars(f), repr(f).split(" at ")[0], callable(f), type(f).__name__)
c = f.__code__
print(c.co_name, c.co_qualname, c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_varnames, c.co_nlocals, c.co_freevars, c.co_cellvars, c.co_names, c.co_firstlineno, bool(c.co_flags & 4), bool(c.co_flags & 8))
print((lambda: 0).__name__, f.__globals__ is globals(), f.__builtins__ is not None)
for action in (lambda: setattr(f, "__name__", 1), lambda: setattr(f, "__defaults__", 1), lambda: setattr(f, "__code__", 1), lambda: delattr(f, "nope"), lambda: setattr(f, "__dict__", 1), lambda: f.missing):
    try:
        action()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


def g(x):
    return x * 2


def h(x):
    return x + 100


g.__code__ = h.__code__
print(g(1), g.__name__)
