# Changing a set under its iterator.
def attempt(change):
    s = {1, 2, 3}
    try:
        for x in s:
            change(s, x)
        print("done", sorted(s))
    except RuntimeError as error:
        print(error)


attempt(lambda s, x: s.add(x))
attempt(lambda s, x: s.add(x + 100))
attempt(lambda s, x: s.discard(x))
attempt(lambda s, x: s.clear())
it = iter({5})
print(it.__length_hint__(), next(it), next(it, "end"))


class S(set):
    def add(self, x):
        super().add(x * 2)

    def __repr__(self):
        return "S" + str(sorted(self))


s = S([1, 2])
s.add(5)
s.update([7])
print(s, type(s | {1}), type(s & {1}), s == {1, 2, 10, 7}, 10 in s, len(s), isinstance(s, set), S(), type(s.copy()))
