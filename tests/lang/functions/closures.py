# Cells: shared, rebound by nonlocal, captured late, deleted.
def counter():
    n = 0

    def up():
        nonlocal n
        n += 1
        return n

    def get():
        return n

    return up, get


up, get = counter()
up2, get2 = counter()
up(), up(), up2()
print(get(), get2(), up.__closure__[0].cell_contents, up.__closure__[0] is get.__closure__[0], up.__code__.co_freevars)
fs = [lambda: i for i in range(3)]
print([f() for f in fs])


def late():
    def show():
        return x
    x = "assigned later"
    return show()


def deleted():
    y = 1

    def show():
        return y
    del y
    return show


def three(a):
    def two(b):
        def one(c):
            nonlocal a
            a += b + c
            return a
        return one
    return two


one = three(100)(10)
print(late(), one(1), one(1), one.__closure__[0].cell_contents)
try:
    deleted()()
except NameError as error:
    print(type(error).__name__, error)


def param(x):
    def bump():
        nonlocal x
        x *= 2
        return x
    bump()
    return x, bump()


print(param(5))
cell = up.__closure__[0]
cell.cell_contents = 50
print(get(), up())
del cell.cell_contents
try:
    get()
except NameError as error:
    print(error)
try:
    cell.cell_contents
except ValueError as error:
    print(error)
