# Ranges: contents, length, slices, search, equality, without ever being a list.
for r in (range(5), range(2, 10, 3), range(10, 0, -4), range(0), range(5, 2), range(-3, 3), range(1, 2, 10), range(10 ** 20, 10 ** 20 + 3), range(0, -10, -3)):
    print(r, list(r), len(r), bool(r), r.start, r.stop, r.step, list(reversed(r)), r[::-1], r[1:], r[-2:], 2 in r, r.count(2))
r = range(0, 100, 7)
print(r[3], r[-1], r[2:8:2], r[::-2], r.index(21), 21 in r, 22 in r, 21.0 in r, "a" in r, range(0) == range(2, 1), range(0, 3, 2) == range(0, 4, 2), range(3) == [0, 1, 2], hash(range(0, 3, 2)) == hash(range(0, 4, 2)), r.count(22))
print(range(True), sum(range(101)), max(range(5)), min(range(3, 9)), sorted(range(3), reverse=True), range(10 ** 30)[10 ** 29], (10 ** 29) in range(10 ** 30), range(0, 10 ** 30, 10 ** 29)[-1])
for call in (lambda: range(), lambda: range(1, 2, 0), lambda: range(1.0), lambda: range("a"), lambda: range(1, 2, 3, 4), lambda: range(3)[3], lambda: range(3)["a"], lambda: len(range(10 ** 30)), lambda: range(3) < range(4), lambda: range(3) + range(2), lambda: range(stop=3)):
    try:
        print(call())
    except (TypeError, ValueError, IndexError, OverflowError) as error:
        print(type(error).__name__, error)
try:
    range(3).start = 5
except AttributeError as error:
    print(error)
