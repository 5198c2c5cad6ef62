# A metaclass's mro() may reorder, but instances must suit every class in it.
class Reversed(type):
    def mro(cls):
        return type.mro(cls)[::-1]


class A:
    def f(self):
        return 'A'


class B(A):
    def f(self):
        return 'B'


class X(B, A, metaclass=Reversed):
    pass


print([c.__name__ for c in X.__mro__], X().f())


def attempt(order):
    class Meta(type):
        def mro(cls):
            return order(cls)

    try:
        class Y(metaclass=Meta):
            pass
        print([c.__name__ for c in Y.__mro__])
    except TypeError as e:
        print(e)


attempt(lambda cls: [cls, dict, object])
attempt(lambda cls: [cls, int, object])
attempt(lambda cls: [cls, A, object])
attempt(lambda cls: [cls, 1, object])
attempt(lambda cls: [cls])
