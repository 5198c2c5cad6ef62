# A subclass of str: what returns str, what keeps the type, and hashing.
class Name(str):
    def __new__(cls, text):
        self = super().__new__(cls, text.strip())
        self.raw = text
        return self

    def upper(self):
        return Name("^" + super().upper())


n = Name("  bob ")
print(n, repr(n), n.raw, type(n), type(n + "x"), type(n[:]), type(n.upper()), type(n.lower()), n == "bob", {"bob": 1}[n], n in ("bob",), hash(n) == hash("bob"))
print(type(str(n)), type("".join([n])), type(f"{n}"), type("%s" % n), n.__dict__, isinstance(n, str), len(n), sorted([Name("b"), Name("a")]), "x" + n, type("x" + n))


class Add(str):
    def __add__(self, other):
        return "added"

    def __radd__(self, other):
        return "radded"


print(Add("a") + "b", "a" + Add("b"), "a" + Add("b") + "c")
