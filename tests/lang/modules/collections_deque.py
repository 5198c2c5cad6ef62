# deque: both ends, rotation, maxlen, indexing, errors.
from collections import deque

d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
d.extend("ab")
d.extendleft([8, 9])
print(d, d.pop(), d.popleft(), d, len(d), d[0], d[-1], d[2], 3 in d, d.index(2), d.count(2))
d.rotate(2)
print(d, d.rotate(-3), d, d.reverse(), d, d.insert(1, "i"), d, d.remove("i"), d.copy() == d, list(reversed(d)))
d[0] = "first"
del d[1]
print(d, d == deque(d), d + deque([1]), d * 2, bool(deque()), deque("abc", maxlen=2), deque(maxlen=0), d.maxlen)
m = deque(maxlen=3)
for i in range(6):
    m.append(i)
print(m, m.appendleft("x"), m, m.maxlen, deque([1, 2]) < deque([1, 3]), hash is not None)
m += [7]
m.clear()
print(m)
for action in (lambda: deque().pop(), lambda: deque().popleft(), lambda: deque()[0], lambda: deque([1])["a"], lambda: deque(5), lambda: deque([1], maxlen=-1), lambda: deque([1, 2])[0:1], lambda: hash(deque()), lambda: deque([1], maxlen=1).insert(0, 2)):
    try:
        print(action())
    except (IndexError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
d = deque([1, 2, 3])
try:
    for x in d:
        d.append(x)
except RuntimeError as error:
    print(error)
q = deque(range(1000))
total = 0
while q:
    total += q.popleft() - (q.pop() if q else 0)
print(total)
