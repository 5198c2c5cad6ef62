# A finaliser that runs when a function returns leaves the function's result alone, also where native code waits for it.
class D:
    def __del__(self):
        str(7)
        helper()


def helper():
    return "other"


def key(x):
    d = D()
    return -x


def hold(n, thing):
    local = D()
    if n == 0:
        return thing
    return hold(n - 1, n)


print(sorted([1, 3, 2], key=key), list(map(key, [1, 2])), max([1, 2], key=key))
print([hold(5, None) for _ in range(20)][-1], hold(0, "x"))
