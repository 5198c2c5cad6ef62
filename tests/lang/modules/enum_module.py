# enum, a heavy user of metaclasses and descriptors.
from enum import Enum, Flag, IntEnum, StrEnum, auto, unique


class Color(Enum):
    RED = 1
    GREEN = 2
    ALIAS = 1

    @property
    def pretty(self):
        return self.name.title()


class N(IntEnum):
    A = auto()
    B = auto()


class P(Flag):
    R = auto()
    W = auto()
    RW = R | W


class S(StrEnum):
    X = auto()
    Y = "why"


print(Color.RED, repr(Color.RED), Color(1), Color["GREEN"], Color.RED.name, Color.GREEN.value, Color.ALIAS is Color.RED, list(Color), len(Color), Color.RED.pretty, Color.RED == 1, Color.RED in Color, list(Color.__members__))
print(N.A + 1, N.B > N.A, N.A == 1, f"{N.A}", repr(N.B), P.R | P.W, P.RW & P.R, ~P.R, bool(P(0)), P.R in P.RW, S.X, S.Y == "why", S.X.upper(), isinstance(Color.RED, Color), {Color.RED: 1}[Color.RED], type(Color.RED).__name__)
for action in (lambda: Color(5), lambda: Color["BLUE"], lambda: setattr(Color, "RED", 2), lambda: Color.RED < Color.GREEN, lambda: type("X", (Color,), {})):
    try:
        action()
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        print(type(error).__name__, error)
match Color.GREEN:
    case Color.RED:
        print("red")
    case Color.GREEN:
        print("green")
Animal = Enum("Animal", "CAT DOG")
print(list(Animal), Animal.DOG.value)
