# __call__, __enter__ and __exit__, __init__ and __new__.
class Adder:
    def __init__(self, n):
        self.n = n

    def __call__(self, x, *args, k=0, **kw):
        return self.n + x + sum(args) + k + sum(kw.values())


print(Adder(1)(2), Adder(1)(2, 3, 4, k=5, z=6), list(map(Adder(10), range(3))), callable(Adder(1)))


class New:
    made = []

    def __new__(cls, *args, **kwargs):
        print("new", args, kwargs)
        self = super().__new__(cls)
        cls.made.append(self)
        return self

    def __init__(self, *args, **kwargs):
        print("init", args, kwargs)


New(1, k=2)


class Other:
    def __new__(cls):
        return 42

    def __init__(self):
        print("never")


class Single:
    instance = None

    def __new__(cls):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance


class BadInit:
    def __init__(self):
        return 1


print(Other(), Single() is Single(), len(New.made))
for action in (BadInit, lambda: object.__new__(), lambda: object.__new__(5), lambda: object.__new__(int), lambda: type("E", (), {})(1), lambda: int.__new__(str), lambda: New.__new__(New).missing):
    try:
        action()
    except (TypeError, AttributeError) as error:
        print(error)


class Tuple(tuple):
    def __new__(cls, *args):
        return super().__new__(cls, args)

    def __init__(self, *args):
        self.n = len(args)


print(Tuple(1, 2), Tuple(1, 2).n)
o = Adder(5)
o.__call__ = lambda x: "instance"
print(o(1), o.__call__(1))
