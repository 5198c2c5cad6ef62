# A list that its own key function or comparison changes while it is being sorted.
a = [3, 2, 1]


def key(x):
    seen.append(len(a))
    return x


seen = []
a.sort(key=key)
print(a, seen)
b = [3, 2, 1]


def meddle(x):
    b.append(x)
    return x


try:
    b.sort(key=meddle)
except ValueError as error:
    print(error, sorted(b))


class Odd:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        calls.append((self.n, other.n))
        return self.n < other.n

    def __repr__(self):
        return f"Odd({self.n})"


calls = []
print(sorted([Odd(2), Odd(1), Odd(3)]), len(calls) > 1, max([Odd(1), Odd(5), Odd(3)], key=lambda o: o.n), min(Odd(4), Odd(2)))
