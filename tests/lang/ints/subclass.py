# Subclasses of int keep their type where they override, and only there.
class Meters(int):
    def __new__(cls, value, unit="m"):
        self = super().__new__(cls, value)
        self.unit = unit
        return self

    def __add__(self, other):
        return Meters(int(self) + other, self.unit)

    def __repr__(self):
        return f"Meters({int(self)}, {self.unit!r})"


a = Meters(5, "km")
print(a, repr(a), str(a), a + 1, 1 + a, type(a - 1), a * 2, -a, a == 5, hash(a) == hash(5), a.unit)
print([10, 20, 30, 40, 50, 60][a], isinstance(a, int), f"{a:03d}", "%d" % a, int(a).__class__, a.real.__class__)
print({5: "x"}[a], sum([a, a]), range(a), bool(Meters(0)), a.__dict__, (a + 1).unit)


class Loud(int):
    def __eq__(self, other):
        print("eq")
        return int(self) == other

    __hash__ = int.__hash__

    def __bool__(self):
        return True


print(Loud(3) == 3, 3 == Loud(3), bool(Loud(0)), Loud(2) in [2])
