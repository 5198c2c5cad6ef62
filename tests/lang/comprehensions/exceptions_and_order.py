# Evaluation order inside comprehensions, and what an exception leaves behind.
def t(x):
    print(x, end=" ")
    return x


{t(k): t(v) for k, v in [("k1", "v1"), ("k2", "v2")]}
print()
[t((i, j)) for i in t(range(2)) for j in t(range(i, 2)) if t(j)]
print()
v = "kept"
try:
    [v for v in [1, 2, "x"] if v + 1]
except TypeError as error:
    print(error, v)


def f():
    i = "local"
    try:
        [1 // i for i in [1, 0]]
    except ZeroDivisionError:
        return i


print(f())


def stops():
    raise StopIteration


try:
    [stops() for _ in range(2)]
except StopIteration:
    print("StopIteration passes through a list comprehension")
try:
    list(stops() for _ in range(2))
except RuntimeError as error:
    print(error)
try:
    {[]: 1 for _ in range(1)}
except TypeError as error:
    print(type(error).__name__)
print([i for i in range(10) if not any(i % d == 0 for d in range(2, i))][2:])
