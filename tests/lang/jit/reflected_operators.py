# Numbers on the left, instances on the right: reflected operators and comparisons, their refusals, and classes that change.
class V:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, o):
        return V(self.x + o.x, self.y + o.y)

    def __mul__(self, k):
        return V(self.x * k, self.y * k)

    def __rsub__(self, k):
        if not isinstance(k, (int, float)):
            return NotImplemented
        return V(k - self.x, k - self.y)

    __rmul__ = __mul__

    def __gt__(self, k):
        return self.x > k

    def __le__(self, k):
        return NotImplemented if k == 17 else self.x <= k

    def __eq__(self, k):
        return self.x == k

    def __req__(self, k):
        return "never"


class F(float):
    def __rmul__(self, k):
        return "F"


def run(n):
    s = V(1.0, 0.0)
    hits = 0
    for i in range(n):
        s = 0.5 * (2 * s + V(i, 1))
        s = 1 - s if i % 5 == 0 else s
        hits += 3 < s
        hits += 2.5 == s
        hits += True != s
        try:
            hits += i >= s
        except TypeError as e:
            print(i, e)
        try:
            1j - s
        except TypeError as e:
            hits += 1000
    return s.x, s.y, hits


print(run(60))
print([2 * F(3.0) for i in range(12)][-1], [2.0 * F(3.0) for i in range(12)][-1])
for a in (2, 2.5, 1j, True):
    try:
        for i in range(10):
            a // V(1, 2)
    except TypeError as e:
        print(e)
V.__rmul__ = lambda self, k: V(k, k)
print(run(30))
del V.__rmul__
try:
    run(20)
except TypeError as e:
    print(e)
