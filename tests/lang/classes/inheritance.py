# Overriding, super, and the chain of __init__.
class A:
    def __init__(self, *args):
        print("A.__init__", args)
        self.args = args

    def who(self):
        return "A"

    def call(self):
        return self.who()

    @classmethod
    def make(cls, *args):
        return cls(*args)


class B(A):
    def __init__(self, first, *rest):
        print("B.__init__", first)
        super().__init__(*rest)

    def who(self):
        return "B>" + super().who()


class C(B):
    def who(self):
        return "C>" + super(C, self).who()

    def skip(self):
        return super(B, self).who()


class D(A):
    pass


c = C.make(1, 2, 3)
print(c.call(), c.skip(), c.args, type(c).__name__, C.__mro__ == (C, B, A, object), D.make().who(), issubclass(C, A), isinstance(c, (int, A)), C.__base__.__name__, A.__subclasses__() == [B, D])
print(A.who(c), B.who(c), super(C, c).who(), super(B, C).make.__self__ is C, super(C, c).__thisclass__.__name__, super(C, c).__self_class__.__name__)


class E(C):
    who = lambda self: "E>" + C.who(self)


print(E(0).call())


class Late(A):
    pass


Late.who = lambda self: "patched"
l = Late()
print(l.call())
A.who = lambda self: "A2"
del Late.who
print(l.call(), c.call())
