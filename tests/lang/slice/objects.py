# slice objects: attributes, indices, comparison, use as keys.
class Show:
    def __getitem__(self, key):
        return key


s = Show()
print(s[1], s[1:2], s[1:2:3], s[:], s[::], s[1:, 2], s[..., 1], s[()], s["a":"b"], s[-1:None], s[(1, 2)], s[1, 2])
a = slice(1, 10, 2)
print(a.start, a.stop, a.step, a.indices(5), a.indices(100), slice(None).indices(4), slice(None, None, -1).indices(4), slice(-3, None).indices(10), slice(5), slice(1, 2) == slice(1, 2), slice(1) < slice(2), slice(3, 1, -1).indices(10))
print(hash(slice(1, 2)) == hash(slice(1, 2)), {slice(1, 2): "v"}[slice(1, 2)], repr(slice("x", None, 1.5)))
for call in (lambda: slice(), lambda: slice(1, 2, 0).indices(5), lambda: slice(1).indices(-1), lambda: slice("a").indices(5), lambda: slice(1, 2, 3, 4)):
    try:
        print(call())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


class Log:
    def __getitem__(self, k):
        print("get", k)
        return 1

    def __setitem__(self, k, v):
        print("set", k, v)

    def __delitem__(self, k):
        print("del", k)


l = Log()
l[1:2]
l[1:2] = 5
del l[::2]
l[0, 1:2] += 3
l["k"] = l[None]
