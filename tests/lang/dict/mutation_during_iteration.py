# Changing a dict under its iterator is an error as soon as it is noticed.
def attempt(change):
    d = {i: i for i in range(5)}
    seen = []
    try:
        for k in d:
            seen.append(k)
            change(d, k)
        print("done", seen, d)
    except RuntimeError as error:
        print(error, seen, len(d))


attempt(lambda d, k: d.__setitem__(k, "same"))
attempt(lambda d, k: d.__setitem__(k + 100, 1))
attempt(lambda d, k: d.pop(k))
attempt(lambda d, k: d.clear())
attempt(lambda d, k: (d.pop(k), d.__setitem__(k + 50, 0)))
attempt(lambda d, k: d.update({k: 1}))
d = {1: 1, 2: 2}
it = iter(d.items())
print(next(it))
d[3] = 3
try:
    next(it)
except RuntimeError as error:
    print(error)
print([d.pop(k) for k in list(d)], d)
it = iter({1: 2})
print(it.__length_hint__(), next(it), it.__length_hint__())
