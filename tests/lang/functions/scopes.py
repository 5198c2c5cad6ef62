# Name lookup: local, enclosing, global, builtin; class bodies do not enclose.
x = "global"


def outer():
    x = "outer"

    class K:
        y = x
        x = "class"
        z = x

        def method(self):
            return x

    return K.y, K.x, K.z, K().method()


class G:
    y = x
    x = "class G"
    comp = [x for _ in range(1)]
    cond = [i for i in range(3) if i]


print(outer(), G.y, G.x, G.comp, G.cond)


def uses_global():
    global x, new
    x = "changed"
    new = "made"


uses_global()
print(x, new)


def unbound():
    print(x)
    x = 1


def unbound_del():
    z = 1
    del z
    return z


def conditional(flag):
    if flag:
        v = 1
    return v


for f in (unbound, unbound_del, lambda: conditional(False), lambda: undefined_name):
    try:
        print(f())
    except NameError as error:
        print(type(error).__name__, error, error.name)
print(conditional(True))
len = lambda s: "shadowed"
print(len([1]))
del len
print(len([1]))
try:
    del len
except NameError as error:
    print(error)
