# Subclassing list.
class Stack(list):
    def push(self, x):
        self.append(x)

    def __getitem__(self, index):
        if index == "top":
            return super().__getitem__(-1)
        return super().__getitem__(index)

    def __repr__(self):
        return "Stack" + super().__repr__()


s = Stack([1, 2])
s.push(3)
print(s, s["top"], s[0], len(s), type(s[:2]), type(s + [1]), type(s * 2), s == [1, 2, 3], isinstance(s, list), list(s), sum(s), s.copy().__class__)
s.name = "x"
print(s.__dict__, [*s], sorted(s, reverse=True), 3 in s, s.index(2))


class Upper(list):
    def append(self, x):
        super().append(x.upper())

    def __len__(self):
        return 99

    def __iter__(self):
        return iter(["iter"])


u = Upper()
u.append("a")
u.extend(["b"])
u += ["c"]
print(list.__repr__(u), len(u), bool(u), list(u), [*u], tuple(u), u[0])
