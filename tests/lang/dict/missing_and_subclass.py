# __missing__ and other overrides in subclasses of dict.
class Auto(dict):
    def __missing__(self, key):
        self[key] = [key]
        return self[key]


a = Auto(x=1)
print(a["x"], a["new"], a, a.get("other"), "other" in a, a.setdefault("z", 0), a)


class Lower(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)

    def __getitem__(self, key):
        return super().__getitem__(key.lower())

    def __contains__(self, key):
        return super().__contains__(key.lower())


l = Lower(Direct=1)
l["ABC"] = 2
l.update(Other=3)
print(l, l["abc"], l["ABC"], "Abc" in l, l.get("abc"), l.get("ABC"), dict(l), {**l}, len(l), isinstance(l, dict), type(l.copy()), type(l | {}))


def show(**kwargs):
    return kwargs


print(show(**Lower(A=1)), list(Lower(B=2)), Lower(Q=1) == {"Q": 1}, type(Lower.fromkeys("AB")), Lower.fromkeys("AB"))
