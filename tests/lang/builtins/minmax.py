# min and max: keys, defaults, ties, mixed numbers, generators.
print(max(1, 2, 3), min([3, 1, 2]), max("hello"), min({"b": 1, "a": 2}), max([1, 2], [1, 3]), max(3, 2.5, True), min(1, 1.0), max(1, 1.0), max(1.0, 1), type(min(True, 1)).__name__)
print(max(["aa", "b", "cc"], key=len), min(["aa", "b", "c"], key=len), max([], default="none"), min((), default=None), max(x * x % 7 for x in range(10)), max([1, -5, 3], key=abs), min(3, -4, key=lambda v: -v), max({1: "a", 5: "b"}.items()), max([(1, "b"), (1, "a")]), min(range(5, 0, -1)), max(10 ** 30, 1e29), max(-0.0, 0.0), max(0.0, -0.0), min("b", "a", key=None))
for action in (lambda: max(), lambda: max([]), lambda: max(1, 2, default=3), lambda: max(1, "a"), lambda: max(None, None), lambda: min([1], key=5), lambda: max([1, 2], bad=1), lambda: max(5)):
    try:
        print(action())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
calls = []
print(max([3, 1, 2], key=lambda v: calls.append(v) or v), calls, max([5], key=lambda v: calls.append("single") or v), calls[-1])
