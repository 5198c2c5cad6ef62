# exit: 1
shift = lambda x: x << "1"
print(list(map(lambda v: v + 1, [1, 2])))
print(sorted([1, 2], key=lambda v: shift(v)))
