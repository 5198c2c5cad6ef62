# Assignment targets of all shapes.
a, b = 1, 2
a, b = b, a
(c, d), e = (3, 4), 5
[f, *g] = "xyz"
*h, i = range(4)
j, *k, l = [1, 2]
m = n = o = []
print(a, b, c, d, e, f, g, h, i, j, k, l, m is n is o)
x = [0, 1, 2]
i = 0
i, x[i] = 1, 9
print(i, x)
x[0], x[1:], (x[0:0]) = 5, [6, 7], [4]
print(x)
for p, (q, *r) in [(1, (2, 3, 4)), (5, (6,))]:
    print(p, q, r)
print([y for y, *_ in ["ab", "cd"]], *[1, 2], *"xy", {**{"a": 1}}, (*range(2), 9), [*(), *[1]])


class T:
    pass


t = T()
t.a, t.b = 1, 2
(t.c) = [t.d] = [3]
print(vars(t))
(u), = [7]
[] = ()
() = []
print(u)


def swap3(a, b, c):
    a, b, c = c, a, b
    return a, b, c


print(swap3(1, 2, 3))
