# oracle: 3.14
# Keys with their own __hash__ and __eq__: how often, in which order, and with collisions.
class Key:
    def __init__(self, name, h):
        self.name, self.h = name, h

    def __hash__(self):
        log.append(f"hash {self.name}")
        return self.h

    def __eq__(self, other):
        log.append(f"eq {self.name} {other.name}")
        return self.name == other.name

    def __repr__(self):
        return f"Key({self.name})"


log = []
a, b, a2 = Key("a", 1), Key("b", 1), Key("a", 1)
d = {a: 1}
d[b] = 2
d[a2] = 3
print(d, log)
log.clear()
print(d[a], a in d, d.get(Key("c", 1)), d.pop(b), log)
log.clear()
print(Key("z", 1) in {Key("z", 2)}, log)


class Raises:
    def __hash__(self):
        return 5

    def __eq__(self, other):
        raise ValueError("no comparison")


d = {Raises(): 1}
for action in (lambda: d[Raises()], lambda: Raises() in d, lambda: d.__setitem__(Raises(), 2)):
    try:
        print(action())
    except ValueError as error:
        print(error)
bad = type("Bad", (), {"__hash__": lambda self: "x"})()
try:
    {bad: 1}
except TypeError as error:
    print(error)
huge = type("Huge", (), {"__hash__": lambda self: 1 << 70, "__eq__": lambda s, o: True})()
print(hash(huge) == hash(1 << 70), {huge: 1}[huge], hash(type("M", (), {"__hash__": lambda self: -1})()))
