# Sets of small ints print in table order: the ints' own order until the table wraps.
print({3, 1, 2}, {10, 5, 0}, {100, 1, 50}, set(range(10, 0, -1)), {8, 0}, {0, 8}, {16, 8, 0}, {7, 15, 23}, {33, 1, 65})
print({1000, 2000, 3000, 1}, {-1, -2, -3}, {-1, 1}, {1 << 40, 1, 1 << 61}, set([64, 32, 16, 8, 4, 2, 1]))
s = set()
for i in (5, 13, 21, 29, 37):
    s.add(i)
    print(s)
s.discard(13)
s.add(45)
print(s, {x * x for x in range(12)}, {i % 7 for i in range(100)}, {i * 31 for i in range(15)})
big = set(range(0, 2000, 37))
print(list(big)[:20], len(big), frozenset({9, 1, 17}), {True, 2, 0}, {2.0, 1, 3.5}, {4.0, 12, 20})
print(set(range(5)) | set(range(30, 35)), set(range(20)) - set(range(0, 20, 3)), set(range(20)) & set(range(0, 40, 7)), set(range(8)) ^ set(range(4, 12)))
t = {9, 17, 25}
t.update([1, 33])
print(t, t.pop(), t, t.copy(), sorted(t))
