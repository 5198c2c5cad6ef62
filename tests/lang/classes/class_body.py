# What happens in a class body: order, names, nesting, deletion, private names, conditional methods.
class A:
    print("body runs", __name__, __qualname__)
    x = [1, 2]
    y = x
    x += [3]
    for i in range(3):
        pass
    if i == 2:
        def m(self):
            return "two"
    else:
        def m(self):
            return "other"
    z = m
    del i

    class Inner:
        deep = "inner"

        class Deeper:
            pass

    def __private(self):
        return "private"

    def call(self):
        return self.__private()

    __secret = 5
    _single = 6
    __dunder__ = 7


a = A()
print(a.x, a.y is a.x, a.m(), a.z(), hasattr(A, "i"), A.Inner.deep, A.Inner.Deeper.__qualname__, a.call(), a._A__private(), A._A__secret, A._single, A.__dunder__, sorted(n for n in A.__dict__ if not n.startswith("__") or n == "__dunder__"))


class B(A):
    def __private(self):
        return "B private"


print(B().call(), B()._B__private())


def factory(n):
    class Local:
        value = n

        def get(self):
            return n

        def who(self):
            return __class__.__qualname__
    return Local


L1, L2 = factory(1), factory(2)
print(L1().get(), L2.value, L1 is L2, L1.__qualname__, L1().who(), L1.__name__)
x = "global"


class Scope:
    x = "class"

    def read(self):
        return x

    y = [x for _ in "a"]
    g = (lambda: x)()


print(Scope().read(), Scope.y, Scope.g)


class Private_:
    def __init__(self):
        self.__v, self.__w_, self.__x__ = 1, 2, 3


class __Under:
    def __init__(self):
        self.__q = 1


print(Private_().__dict__, __Under().__dict__)
try:
    class Fails:
        a = 1
        b = undefined
except NameError as error:
    print(error)
