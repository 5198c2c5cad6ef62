# sum() over ints and floats: exact ints first, compensated floats afterwards.
print(sum([]), sum([1, 2, 3]), sum([1, 2.5]), sum([0.1, 0.2, 0.3]), sum([0.1] * 100), sum([1, 1e100, 1, -1e100]))
print(sum([True, False, True]), sum([2 ** 62, 2 ** 62]), sum([2 ** 62, 1.0]), sum(range(100)), sum([1.5, 2], 10), sum([[1], [2]], []))
print(sum([float("inf"), 1.0]), sum([float("inf"), float("-inf")]), sum([1.0, float("nan")]), sum([-0.0, -0.0]), sum([-0.0], -0.0))
print(sum([1j, 2.0]), sum((0.1, 1j)), sum(x * 0.1 for x in range(10)), sum({1, 2, 3}), sum({1: 2, 3: 4}))
for bad in (["a"], [1, "a"], [None]):
    try:
        sum(bad)
    except TypeError as error:
        print(error)
for start in ("", b""):
    try:
        sum([], start)
    except TypeError as error:
        print(error)
