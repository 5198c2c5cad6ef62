# sort and sorted: stable, key, reverse, mixed numbers, errors in the middle.
a = [5, 2, 9, 1, 5, 6]
print(sorted(a), sorted(a, reverse=True), a.sort(), a, a.sort(reverse=True), a, sorted("hello"), sorted([3.5, 1, 2.25, True, 10 ** 20, -1]))
words = ["banana", "Apple", "cherry", "date", "apple", "Fig"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=len, reverse=True), sorted(words, key=lambda w: (len(w), w)))
pairs = [(i % 3, i) for i in range(12)]
print(sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[0], reverse=True), sorted(pairs, key=lambda p: -p[1])[:3])
print(sorted([[2, 1], [1, 9], [1]]), sorted([(1, "b"), (1, "a")]), sorted({"b": 1, "a": 2}), sorted([]), sorted([True, False]), sorted(["b", "a", "é", "Z"]))
for call in (lambda: sorted([1, "a"]), lambda: sorted([None, None]), lambda: sorted([1j, 2j]), lambda: [1].sort(5), lambda: sorted(), lambda: sorted([1], bad=1), lambda: sorted([2, 1], key=5)):
    try:
        print(call())
    except TypeError as error:
        print(error)


def explode(x):
    if x == 3:
        raise KeyError(x)
    return -x


b = [1, 2, 3, 4]
try:
    b.sort(key=explode)
except KeyError as error:
    print("raised", error, b)
big = [(i * 7919) % 1009 for i in range(1009)]
print(sorted(big) == list(range(1009)), sorted(big, key=lambda v: -v)[:5], sum(1 for x, y in zip(sorted(big), range(1009)) if x == y))
