# Operands, arguments, keys and targets are evaluated left to right.
def say(x, value=None):
    print(x, end=" ")
    return x if value is None else value


def f(*args, **kwargs):
    return len(args) + len(kwargs)


say("a") + say("b") + say("c"); print()
f(say(1), *[say(2)], k=say(3), **{"z": say(4)}); print()
{say("k1"): say("v1"), say("k2"): say("v2")}; print()
[say(1), (say(2), say(3)), {say(4)}]; print()
d = {}
d[say("key")] = say("value"); print(d)
say([0, 1, 2], [0, 1, 2])[say(1)]; print()
a = [0, 0]
def target(): print("target", end=" "); return a
target()[say(0)], target()[say(1)] = say("x"), say("y"); print(a)
target()[say(0)] += say("z"); print(a)
say(1) if say(0, False) else say(2); print()
say(5) < say(3) < say(9); print()
print(say("outer"), [say(i) for i in say(range(2), range(2)) if say("if")])
def g(x=say("default"), *, y=say("kwdefault")): pass
print()
