# Subclasses of float.
class Celsius(float):
    def __repr__(self):
        return f"Celsius({float(self)})"

    def __add__(self, other):
        return Celsius(float(self) + other)


t = Celsius(21.5)
print(t, repr(t), str(t), t + 1, 1 + t, type(t - 1), t * 2, -t, t == 21.5, f"{t:.2f}", "%.1f" % t, round(t), int(t))
print(isinstance(t, float), float(t).__class__, Celsius("3.5"), Celsius(), hash(t) == hash(21.5), sum([t, t]), max(t, 3))


class FromMethod:
    def __float__(self):
        return 2.5


print(float(FromMethod()), "%.1f" % FromMethod())


class Bad:
    def __float__(self):
        return "x"


try:
    float(Bad())
except TypeError as error:
    print(error)
