# NotImplemented hands over to the other operand; subclasses go first; then TypeError.
class A:
    def __add__(self, other):
        print("A.add", end=" ")
        return NotImplemented

    def __radd__(self, other):
        print("A.radd", end=" ")
        return "A radd"

    def __eq__(self, other):
        print("A.eq", end=" ")
        return NotImplemented

    def __lt__(self, other):
        print("A.lt", end=" ")
        return NotImplemented

    __hash__ = None


class B(A):
    def __radd__(self, other):
        print("B.radd", end=" ")
        return "B radd"

    def __gt__(self, other):
        print("B.gt", end=" ")
        return "B gt"


class C:
    def __radd__(self, other):
        print("C.radd", end=" ")
        return NotImplemented


a, b, c = A(), B(), C()
print(a + b, b + a, 1 + a, a == b, a != b, a == 1, a < b)
for action in (lambda: a + a, lambda: a + c, lambda: 1 + c, lambda: c + 1, lambda: a < a, lambda: a <= a, lambda: a + "s", lambda: "s" + c, lambda: [] + c, lambda: c - 1, lambda: -c):
    try:
        print(action())
    except TypeError as error:
        print(error)


class I:
    def __iadd__(self, other):
        return NotImplemented

    def __add__(self, other):
        return "add"


i = I()
i += 1
print(i)
i = C()
try:
    i += 1
except TypeError as error:
    print(error)
try:
    i @= 1
except TypeError as error:
    print(error)


class Blocked:
    __add__ = None
    __radd__ = None


for action in (lambda: Blocked() + 1, lambda: 1 + Blocked()):
    try:
        action()
    except TypeError as error:
        print(error)
