# Lists from literals, iterables, repetition, unpacking.
print([], [1], [1, "a", None, [2]], list(), list("abc"), list(range(3)), list((1, 2)), list({"k": 1}), list(x * 2 for x in range(3)), [0] * 5, [[]] * 2, [*range(3), *"ab"], [*[], 1])
a = [[0] * 2] * 3
a[0][0] = 1
print(a, [[0] * 2 for _ in range(2)], 3 * [1, 2], [1] * 0, [1] * -1, [1, 2] + [3], [] + [])
for bad in (lambda: list(5), lambda: [1] + (2,), lambda: [1] * "a", lambda: list(1, 2), lambda: [1] + None, lambda: [*5], lambda: [1] * [2]):
    try:
        print(bad())
    except TypeError as error:
        print(error)
r = [1]
r.append(r)
print(r, r[1] is r, [r, r])
