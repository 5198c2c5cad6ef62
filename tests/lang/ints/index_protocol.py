# __index__ and __int__: where each is asked.
class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


class Int:
    def __int__(self):
        return 9


print([0, 1, 2, 3][Index(2)], list(range(Index(3))), "ab" * Index(2), bin(Index(5)), int(Index(7)), hex(Index(255)))
print("hello"[Index(1):Index(3)], int("11", Index(2)), chr(Index(65)), bytes(Index(2)), float(Index(3)), complex(Index(4)))
print(int(Int()), "%d" % Int())
for call in (lambda: [1][Int()], lambda: range(Int()), lambda: hex(1.0), lambda: list((1, 2))[1.0], lambda: "a" * 1.5):
    try:
        print(call())
    except TypeError as error:
        print(error)


class Wrong:
    def __index__(self):
        return "no"

    def __int__(self):
        return "no"


for call in (lambda: [1][Wrong()], lambda: int(Wrong()), lambda: hex(Wrong())):
    try:
        print(call())
    except TypeError as error:
        print(error)
