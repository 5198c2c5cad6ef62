# Changing a list under its iterator.
a = [1, 2, 3, 4]
out = []
for x in a:
    out.append(x)
    if x < 3 and len(a) < 7:
        a.append(x * 10)
print(a, out)
a = [1, 2, 3, 4, 5, 6]
for x in a:
    if x % 2 == 0:
        a.remove(x)
print(a)
it = iter(a)
print(next(it), next(it), a.clear(), next(it, "end"), a.extend([7, 8, 9]), next(it, "end"))
it = iter([1, 2, 3])
print(it.__length_hint__(), next(it), it.__length_hint__(), list(it), it.__length_hint__(), list(it))
r = reversed([1, 2, 3])
print(next(r), r.__length_hint__(), list(r), list(reversed([])))
b = [1, 2, 3]
r = reversed(b)
b.pop()
print(list(r), [b for b in [[1], [2]]], b)
for i, x in enumerate(b):
    b[i] = x * 2
print(b)
