# += extends in place; + makes a new list.
a = b = [1]
a += [2]
a += "xy"
a += (3,)
a += range(2)
print(a is b, b)
a = a + [9]
print(a is b, len(a), len(b))
a *= 2
c = a
a *= 0
print(a, c, a is c)
t = ([],)
try:
    t[0] += [1]
except TypeError as error:
    print(error, t)


def extend(x):
    x += [1]


d = []
extend(d)
extend(d)
print(d)
for bad in (5, None):
    try:
        d += bad
    except TypeError as error:
        print(error)
