a = 1 + 2 * 3
b = 2 ** 64, 2 ** 200, 1 << 70, -5 // 2, -5 % 3, 7 // 0
c = "a" + "b" * 3, b"x" * 2, "abc"[1], "abc"[-4], (1, 2)[0], "x" * 5000
d = (1, 2, (3, None)), [1, 2, 3], [1, 2], {1, 2, 3}, {1: 2, 3: 4}
e = x in [1, 2], x not in {1, "a", None}, x in [y]
f = 1.5 + 1, -0.0, 1j - 2, +1, ~5, not 0, 3 / 2
g = "\ud800" "é\N{BULLET}", b"\xff\0", "a" f"b{c}d" "e"
for i in [1, 2, 3]: pass
for i in {1, 2}: pass
if 0: dead()
while 1: break
h = __debug__ and 256 or 255
assert x, "msg"
assert (1, 2)
x is 5, 5(), "a"["b"], None[0]
x[1:2], x[:], x[1:2:3], x[1:y]
k = "%s and %r%%" % (a, b), "%d" % (a,)
