# super(): in class methods, static contexts, nested functions, with attributes, and its errors.
class A:
    attr = "A.attr"

    @classmethod
    def c(cls):
        return "A.c", cls.__name__

    @staticmethod
    def s():
        return "A.s"

    @property
    def p(self):
        return "A.p"

    def __getitem__(self, k):
        return "A", k


class B(A):
    attr = "B.attr"

    @classmethod
    def c(cls):
        return super().c()

    @staticmethod
    def s():
        return super(B, B).s()

    @property
    def p(self):
        return "B>" + super().p

    def nested(self):
        def inner():
            return super(B, self).attr
        return inner(), [super(B, self).attr for _ in range(1)], (lambda: super(B, self).p)()

    def item(self):
        return super().__getitem__(3), self[4]

    def __getitem__(self, k):
        return "B", k

    def cls(self):
        return __class__.__name__


b = B()
print(b.c(), b.s(), b.p, b.nested(), b.item(), b.cls(), super(B, b).attr, repr(super(B, b)).split(" object at")[0])
for action in (lambda: super(B, 5), lambda: super(5, b), lambda: super(B, b).missing, lambda: super(B).attr, lambda: super(B, b)[0], lambda: B.c.__func__(5), lambda: setattr(super(B, b), "attr", 1)):
    try:
        print(action())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, str(error).split(" object at")[0])


class Broken:
    def m():
        return super().x

    def n(self):
        del self
        return super().x


for call in (lambda: Broken.m(), lambda: Broken().n()):
    try:
        call()
    except RuntimeError as error:
        print(error)
