# Lists that grow and shrink under hot index loops, negative indices, bounds.
def fib_list(n):
    l = [0, 1]
    while len(l) < n:
        l.append(l[-1] + l[-2])
    return l


def sieve(n):
    flags = [True] * n
    for i in range(2, n):
        if flags[i]:
            for j in range(i * i, n, i):
                flags[j] = False
    return [i for i in range(2, n) if flags[i]]


def walk_back(l):
    out = 0
    for i in range(1, len(l) + 1):
        out = out * 3 + l[-i]
    return out


def off_end(l, n):
    seen = 0
    try:
        for i in range(n):
            seen += l[i]
    except IndexError as error:
        return seen, str(error)
    return seen, "fine"


def negative_off(l, n):
    try:
        for i in range(n):
            last = l[-i - 1]
    except IndexError:
        return i, last


print(fib_list(100)[-1], sieve(200), walk_back(list(range(30))), off_end([1] * 30, 20), off_end([1] * 30, 40), negative_off(list(range(30)), 50))
l = list(range(50))
i = 0
while i < len(l):
    if l[i] % 3 == 0:
        del l[i]
    else:
        i += 1
print(l)
stack, out = [0], 0
while stack:
    n = stack.pop()
    out += n
    if n < 12:
        stack.append(n * 2 + 1)
        stack.append(n + 3)
print(out)
q = list(range(20))
for _ in range(100):
    q.append(q.pop(0))
    q[0], q[-1] = q[-1], q[0]
print(q)
try:
    for i in range(100):
        q[i] = i
except IndexError as error:
    print(i, error, q[:3])
