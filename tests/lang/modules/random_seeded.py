# random with a seed gives CPython's numbers.
import random

r = random.Random(42)
print([r.random() for _ in range(5)])
print([r.randrange(100) for _ in range(10)], [r.randint(1, 6) for _ in range(10)], r.randrange(5, 50, 5), r.choice("abcdef"), [r.choice(range(1000)) for _ in range(3)])
items = list(range(10))
r.shuffle(items)
print(items, r.sample(range(100), 5), r.sample("abcdef", 3), r.choices("abc", k=5), r.choices([1, 2, 3], weights=[10, 1, 1], k=6), r.choices("xy", cum_weights=[1, 3], k=4))
print(r.uniform(1, 10), r.gauss(0, 1), r.gauss(0, 1), r.normalvariate(5, 2), r.expovariate(1.5), r.triangular(0, 10, 3), r.betavariate(2, 3), r.gammavariate(2, 1), r.lognormvariate(0, 1), r.vonmisesvariate(0, 1), r.paretovariate(3), r.weibullvariate(1, 2))
print(r.getrandbits(1), r.getrandbits(32), r.getrandbits(70), r.getrandbits(0), r.randbytes(5), r.randrange(10 ** 25))
for seed in (0, 1, -1, 2 ** 40, "text", b"bytes", 1.5, 7):
    r.seed(seed)
    print(repr(seed), r.random(), r.getrandbits(16))
random.seed(123)
print(random.random(), random.randint(1, 10 ** 6), random.sample([1, 2, 3, 4], 2), random.shuffle(items), items)
state = random.getstate()
a = [random.random() for _ in range(3)]
random.setstate(state)
print(a == [random.random() for _ in range(3)], len(state), state[0], len(state[1]))
for action in (lambda: random.randrange(0), lambda: random.randint(5, 1), lambda: random.choice([]), lambda: random.sample([1], 2), lambda: random.getrandbits(-1), lambda: random.randrange(1.5), lambda: random.seed([])):
    try:
        print(action())
    except (ValueError, IndexError, TypeError) as error:
        print(type(error).__name__, error)


class Half(random.Random):
    def random(self):
        return 0.5


print(Half().choice([1, 2, 3, 4]), Half().randrange(10), Half().uniform(0, 4))
