# Augmented assignment evaluates the target once, in the right order.
log = []


def obj(o):
    log.append("obj")
    return o


def key(k):
    log.append("key")
    return k


def value(v):
    log.append("value")
    return v


d = {"a": 1}
obj(d)[key("a")] += value(5)
print(d, log)
log.clear()


class C:
    @property
    def p(self):
        log.append("get")
        return 10

    @p.setter
    def p(self, v):
        log.append(("set", v))


c = C()
obj(c).p *= value(3)
print(log)
x = 5
x += x
print(x)
l = [1, 2, 3]
i = 0
l[i] += (i := 2)
print(l, i)
t = (1, [2])
try:
    t[1] += [3]
except TypeError as error:
    print(error, t)
s = "a"
s *= 3; s += "b"; s %= ()
print(s)
n = 7
n //= 2; n **= 3; n %= 10; n <<= 2; n |= 1; n ^= 3; n &= 30; n >>= 1; n -= 1; n /= 2
print(n)


def f():
    try:
        counter += 1
    except UnboundLocalError as error:
        print(error)


f()
try:
    undefined_name += 1
except NameError as error:
    print(error)
a = b = [1]
a += [2]
b = b + [3]
print(a, b)
m = {1}
m |= {2}; m -= {1}; m ^= {3}
print(m)
