# The exact words of wrong calls.
def none():
    pass


def one(a):
    pass


def two(a, b):
    pass


def three(a, b, c):
    pass


def deflt(a, b=1):
    pass


def kwonly(*, k):
    pass


def kwonly2(a, *, k, l, m=1):
    pass


def posonly(a, b, /, c):
    pass


def varargs(a, *args):
    pass


def varkw(a, **kw):
    pass


class C:
    def method(self, a):
        pass


five, text, nothing, items = 5, "a", None, [1]
calls = ["none(1)", "none(1, 2)", "none(x=1)", "one()", "one(1, 2)", "one(b=1)", "one(1, a=2)", "two()", "two(1)", "two(1, 2, 3)", "three()", "three(1)", "deflt()", "deflt(1, 2, 3)", "deflt(1, b=2, c=3)", "kwonly()", "kwonly(1)", "kwonly(1, k=1)", "kwonly2()", "kwonly2(1)", "kwonly2(1, k=1)", "kwonly2(1, 2, 3, k=1, l=1)", "posonly(1, 2)", "posonly(a=1, b=2, c=3)", "posonly(1, b=2, c=3)", "varargs()", "varkw()", "varkw(1, 2)", "varkw(1, a=2)", "C().method()", "C().method(1, 2)", "C.method()", "C.method(1)", "C(1)", "one(*[1, 2, 3])", "one(**{'a': 1, 'b': 2})", "one(1, **{'a': 1})", "varkw(1, **{1: 2})", "varkw(1, x=1, **{'x': 2})", "one(*5)", "one(**5)", "two(1, *None)", "(lambda: 0)(1)", "(lambda a, b: 0)(1)", "five()", "text()", "nothing()", "items(0)", "two(1, aa=2)"]
for call in calls:
    try:
        eval(call)
        print(call, "no error")
    except TypeError as error:
        print(call, "->", error)
