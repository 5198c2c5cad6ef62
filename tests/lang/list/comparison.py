# Lists compare item by item, identity first.
nan = float("nan")
print([1, 2] == [1, 2], [1, 2] < [1, 3], [1, 2] < [1, 2, 0], [] < [1], [2] > [1, 9], [1, 2] != [1], [nan] == [nan], [nan] == [float("nan")], [1] == (1,), [1, [2, [3]]] == [1, [2, [3]]], [1.0, True] == [1, 1])
print([1, "a"] < [2, 1], [1, "a"] == [1, 2], [[1], [2]] < [[1], [3]], [1] * 1000 == [1] * 1000, [1] * 1000 < [1] * 999 + [2], [] == [], [] >= [])
for pair in (([1], ["a"]), ([1], (1,)), ([None], [None, 1]), ([None], [1])):
    try:
        print(pair[0] < pair[1])
    except TypeError as error:
        print(error)
a = []
a.append(a)
b = []
b.append(b)
print(a == a, a in a)
try:
    print(a == b)
except RecursionError as error:
    print("RecursionError")
