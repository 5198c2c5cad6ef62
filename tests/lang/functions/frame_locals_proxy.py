# oracle: 3.14
# f_locals of a function's frame writes through (PEP 667).
import sys


def f(a, b=2):
    frame = sys._getframe()
    p = frame.f_locals
    p["a"] = 10
    print(a, p["a"], "b" in p, "c" in p, len(p), sorted(p), type(p).__name__)
    c = 3
    print("c" in p, p.get("c"), p.get("nope", 5))
    p["extra"] = 1
    print("extra" in locals(), frame.f_locals["extra"], p == frame.f_locals)
    p.update({"b": 20, "c": 30})
    print(b, c, p.setdefault("b", 0), p.setdefault("more", 7), sorted(p.keys()))
    for action in (lambda: p.pop("a"), lambda: p.__delitem__("b"), lambda: p.pop("zzz"), lambda: p["zzz"]):
        try:
            action()
        except (ValueError, KeyError) as error:
            print(type(error).__name__, error)
    snapshot = locals()
    snapshot["a"] = 99
    print(a)

    def closure():
        return c

    p["c"] = 31
    print(closure(), c)
    return frame


frame = f(1)
print(sorted(frame.f_locals))
print(sys._getframe().f_locals is globals())
