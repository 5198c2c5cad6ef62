# __init_subclass__, __set_name__, __class_getitem__, __mro_entries__.
class Base:
    subs = []

    def __init_subclass__(cls, /, tag="none", **kw):
        super().__init_subclass__(**kw)
        Base.subs.append((cls.__name__, tag))
        cls.tag = tag


class A(Base, tag="a"):
    pass


class B(A):
    pass


class C(B, tag="c"):
    pass


print(Base.subs, A.tag, B.tag, C.tag)
try:
    class Bad(Base, other=1):
        pass
except TypeError as error:
    print(error)
try:
    class Bad2(object, x=1):
        pass
except TypeError as error:
    print(error)


class Field:
    def __set_name__(self, owner, name):
        self.where = f"{owner.__name__}.{name}"


class Model:
    first = Field()
    second = Field()
    plain = 1


print(Model.first.where, Model.second.where)
Model.third = Field()
print(hasattr(Model.third, "where"))


class Fails:
    def __set_name__(self, owner, name):
        raise ValueError("refused")


try:
    class X:
        f = Fails()
except ValueError as error:
    print(error, error.__notes__)


class Entry:
    def __mro_entries__(self, bases):
        print("mro_entries", len(bases))
        return (A,)


class E(Entry(), Base):
    pass


print(E.__mro__[1].__name__, len(E.__orig_bases__), E.tag)


class Order:
    def __init_subclass__(cls):
        print("init_subclass", cls.f.where if hasattr(cls.f, "where") else "no name yet")


class Sub(Order):
    f = Field()
