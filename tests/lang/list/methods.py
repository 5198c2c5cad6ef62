# Every list method.
a = [3, 1, 2]
print(a.append(4), a, a.extend([5, 6]), a, a.extend("xy"), a, a.insert(0, "first"), a.insert(-1, "nearly"), a.insert(99, "last"), a.insert(-99, "very"), a)
print(a.pop(), a.pop(0), a.pop(-2), a, a.remove("x"), a, a.index(2), a.index(5, 2), a.count(1), a.reverse(), a, a.copy() == a, a.copy() is a)
b = [1, 2, 1, 3, 1]
print(b.index(1), b.index(1, 1), b.index(1, -2), b.count(1), b.clear(), b, [1.0, True, 1].count(1), [float("nan")].count(float("nan")))
n = float("nan")
print([n].count(n), [n].index(n), n in [n])
for call in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].pop("a"), lambda: [1].insert("a", 1), lambda: [1].extend(5), lambda: [1].append(), lambda: [1].append(1, 2), lambda: [].remove(1)):
    try:
        print(call())
    except (IndexError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
