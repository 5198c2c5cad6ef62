# ExceptionGroup: construction, split, subgroup, derive.
g = ExceptionGroup("group", [ValueError(1), TypeError("t"), ExceptionGroup("inner", [ValueError(2), KeyError("k")])])
print(g, repr(g), g.message, len(g.exceptions), g.args[0], type(g).__mro__[1].__name__)
print(repr(g.subgroup(ValueError)), repr(g.subgroup(OSError)), g.subgroup(lambda e: isinstance(e, ExceptionGroup)) is g)
match, rest = g.split(ValueError)
print(repr(match), repr(rest))
match, rest = g.split((TypeError, KeyError))
print(repr(match), repr(rest), g.split(Exception)[1], g.split(lambda e: False)[0])
print(repr(g.derive([IndexError()])), type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)
for bad in (lambda: ExceptionGroup("m", []), lambda: ExceptionGroup("m", [5]), lambda: ExceptionGroup("m", [KeyboardInterrupt()]), lambda: ExceptionGroup("m"), lambda: ExceptionGroup(5, [ValueError()]), lambda: ExceptionGroup("m", ValueError()), lambda: g.split(5)):
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


class Mine(ExceptionGroup):
    def derive(self, excs):
        return Mine(self.message + "!", excs)


m = Mine("mine", [ValueError(1), KeyError(2)])
m.add_note("note")
a, b = m.split(ValueError)
print(repr(a), repr(b), a.__notes__, type(a).__name__)
