# dataclasses, which lean on annotations, exec and descriptors.
from dataclasses import asdict, astuple, dataclass, field, fields, replace, FrozenInstanceError


@dataclass
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, repr=False)


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0


@dataclass
class Child(Point):
    z: float = 1.5

    def __post_init__(self):
        self.total = self.x + self.y + self.z


p = Point(1, 2)
print(p, p == Point(1, 2), p != Point(2, 2), Point(5), asdict(p), astuple(p), replace(p, x=9), [f.name for f in fields(Point)], Point(1).tags is Point(1).tags)
print(Version(1, 2) < Version(1, 3), sorted([Version(2), Version(1, 5)]), hash(Version(1)) == hash(Version(1)), {Version(1): "v"}[Version(1, 0)], Child(1, 2).total, Child(1, z=2))
try:
    Version(1).major = 5
except FrozenInstanceError as error:
    print(type(error).__name__, error)
for action in (lambda: Point(), lambda: Point(1, 2, [], 4), lambda: Version(1) < 5, lambda: hash(p)):
    try:
        action()
    except TypeError as error:
        print(error)
match p:
    case Point(x, y):
        print("matched", x, y, Point.__match_args__)
@dataclass(slots=True, kw_only=True)
class S:
    a: int
    b: str = "b"
print(S(a=1), S.__slots__, hasattr(S(a=1), "__dict__"))
