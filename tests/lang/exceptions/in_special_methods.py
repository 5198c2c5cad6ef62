# Exceptions out of every kind of special method arrive unchanged.
class Boom(Exception):
    pass


def boom(self, *args, **kw):
    raise Boom


use = {
    "init": "C()", "getattr": "c.missing", "setattr": "c.x = 1", "delattr": "del c.x", "getitem": "c[0]", "setitem": "c[0] = 1", "delitem": "del c[0]", "len": "len(c)", "bool": "1 if c else 2", "iter": "[x for x in c]", "contains": "1 in c", "call": "c()", "add": "c + 1", "radd": "1 + c", "iadd": "c += 1", "eq": "c == 1", "lt": "c < 1", "hash": "{c: 1}", "repr": "[c].__repr__()", "str": "f'{c}'", "format": "f'{c:x}'", "int": "int(c)", "float": "float(c)", "index": "[1][c]", "neg": "-c", "abs": "abs(c)", "round": "round(c)", "reversed": "reversed(c)",
}
for name, source in use.items():
    C = type("C", (), {f"__{name}__": boom})
    namespace = {"C": C, "c": None if name == "init" else object.__new__(C)}
    try:
        exec(source, namespace)
        print(name, "no exception")
    except Boom as error:
        print(name, "Boom", error.__context__)


class Ctx:
    def __enter__(self):
        raise Boom

    def __exit__(self, *a):
        print("never")


class Ctx2:
    def __enter__(self):
        return self

    def __exit__(self, *a):
        raise Boom("exit") from a[1]


for manager in (Ctx(), Ctx2()):
    try:
        with manager:
            raise KeyError
    except Boom as error:
        print(error.args, repr(error.__cause__))


class It:
    def __iter__(self):
        return self

    def __next__(self):
        raise Boom


for use in (list, lambda i: [*i], lambda i: dict(i), lambda i: "".join(i), lambda i: [].extend(i), lambda i: set(i), lambda i: max(i)):
    try:
        use(It())
        print("none")
    except Boom as error:
        print(type(error).__name__, end=" ")
