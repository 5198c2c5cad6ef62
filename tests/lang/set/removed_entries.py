# Sets from which much is removed: membership, order, equality asked of keys with equal hashes only.
import random

s = {1}
s.add(2)
s.remove(1)
s.add(9)
print(list(s))

random.seed(5)
for span in (6, 40, 300, 2000):
    x, mirror, orders = set(), {}, []
    for i in range(3000):
        k = random.randrange(-span, span)
        if random.random() < 0.5:
            x.discard(k)
            mirror.pop(k, None)
        else:
            x.add(k)
            mirror[k] = None
        if i % 7 == 0:
            assert all((j in x) == (j in mirror) for j in range(-9, 9))
        if i % 300 == 0:
            orders.append(sum((n + 1) * j for n, j in enumerate(x)))
        if i % 500 == 499:
            x |= {k, k + 1}
            mirror[k] = mirror[k + 1] = None
            x -= {j for j in x if j % 3 == 0}
            for j in [j for j in mirror if j % 3 == 0]:
                del mirror[j]
        if i == 2000:
            x = x.copy()
            while len(x) > span // 2:
                del mirror[x.pop()]
    print(span, x == set(mirror), orders)


class Key:
    def __init__(self, h, name):
        self.h, self.name = h, name

    def __hash__(self):
        return self.h

    def __eq__(self, other):
        asked.append((self.name, other.name))
        return self.name == other.name


asked = []
keys = [Key(h % 5, h) for h in range(12)]
ks = set(keys[:10])
for k in keys[:8]:
    ks.remove(k)
asked.clear()
print([k in ks for k in keys], Key(7, 9) in ks, Key(8 + 64, 8) in ks, asked)
ks.update(keys)
print(sorted(k.name for k in ks))
