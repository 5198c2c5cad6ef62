# enumerate, zip, map, filter, reversed, iter: values, laziness and length hints.
print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate([], 1)), list(enumerate("a", 2 ** 63 - 1)), list(enumerate("ab", start=-1)))
print(list(zip()), list(zip("ab")), list(zip("abc", range(2))), list(zip([1], [], [2])), list(zip(*[(1, 2), (3, 4)])), list(zip("ab", "cd", strict=True)))
for args in (("ab", "c"), ("a", "bc"), ("a", "b", "cd"), ("a", "b", "")):
    try:
        print(list(zip(*args, strict=True)))
    except ValueError as error:
        print(error)
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(max, [1, 5], [3, 2], [2, 9])), list(filter(None, [0, 1, "", "a", None])), list(filter(lambda x: x > 1, range(4))), list(filter(bool, [])))
e, z, m, f = enumerate("xy"), zip("xy"), map(ord, "xy"), filter(None, "xy")
print([iter(i) is i for i in (e, z, m, f)], next(e), next(z), next(m), next(f), [type(i).__name__ for i in (e, z, m, f)], [type(iter(x)).__name__ for x in ([], (), "", {}, set(), range(0), b"", {}.items(), {}.values())])


def shared():
    it = iter(range(6))
    return list(zip(it, it, it))


print(shared(), list(map(repr, [None])), list(map(lambda *a: a, "ab", [1, 2], "xy")), [list(g) for g in (reversed("ab"), reversed(range(3)), reversed((1, 2)), reversed({"a": 1}))])
it = iter([1, 2, 3, 4])
print(next(it), [x for x in it if x % 2 == 0], next(it, "empty"), list(map(lambda x: x, map(lambda x: x + 1, filter(lambda x: x % 2, range(6))))))
consumed = iter([1, 2, 3])
print(list(zip(consumed, [])), list(consumed), list(zip([], iter([1]))))
try:
    list(map(lambda x: 1 / x, [1, 0]))
except ZeroDivisionError:
    print("map raised")
