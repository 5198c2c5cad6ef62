# repr of nested and self-containing dicts; key kinds.
d = {"s": "x", 1: [1, {2: 3}], (1, 2): {3}, None: None, True: 1.5, b"b": ...}
d["self"] = d
print(d)
print(str({}), repr({"a": {}}), {1: {1: {1: {}}}}, {"é": "日", "'": '"'}, {"a\n": "b\t"})
l = [d]
d.clear()
d["l"] = l
print(l, d)


class R:
    def __repr__(self):
        return "<R>"


print({R(): R()} != {}, [{R: 1}[R]], {"r": R()}, dict(x=R()).values(), dict(x=R()).items())
