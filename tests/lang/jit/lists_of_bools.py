# Lists of bools in hot loops: read, written, appended to, taken from; and other things come into them while the loop runs.
def sieve(n):
    flags = [True] * n
    flags[0] = flags[1] = False
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]:
            for k in range(i * i, n, i):
                flags[k] = False
    return [i for i in range(n) if flags[i]]


print(sieve(120))


def sieve_by_slices(n):
    flags = [True] * n
    flags[:2] = [False] * 2
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]:
            flags[i * i::i] = [False] * len(range(i * i, n, i))
    return sum(flags), flags.count(False)


print(sieve_by_slices(500))


def poison(flags, at, what, where):
    seen = []
    for i in range(len(flags)):
        if i == at:
            flags[where] = what
        if flags[i]:
            seen.append(i)
        flags[i - 1] = not flags[i - 1]
    return seen[:4], len(seen), flags[where - 2:where + 3], flags[:3]


for what in (True, False, 0, 1, 2.5, None, "s", 1 << 70, [1], float("nan")):
    print(poison([True, False, True] * 15, 25, what, 31), poison([True] * 45, 25, what, 11))


def through_an_alias(flags, other, at, what):
    n = 0
    for i in range(len(flags)):
        flags[i] = False
        if i == at:
            other[i] = what
        if flags[i]:
            n += 1
        flags[i] = i % 3 == 0
        n += flags[i]
    return n


for what in (True, 5, None, 0.0):
    l = [True] * 40
    print(through_an_alias(l, l, 30, what), through_an_alias(l, [False] * 40, 20, what), l[28:33])


def fill(n, odd_one):
    l = []
    for i in range(n):
        l.append(i & 1 == 0)
        if i == 30:
            l.append(odd_one)
    while len(l) > n // 2:
        l.append(l.pop() is l.pop())
    return l


for odd_one in (True, 1, None, "x", 0.5):
    print(fill(45, odd_one))


def copy_values(source, target):
    for i in range(len(source)):
        target[i] = source[i]
    return target


for source in ([True, False] * 20, [True, None] * 20, [1, 0] * 20, [True] * 30 + [1.5] * 10):
    print(copy_values(source, [False] * 40)[26:36])


def stored_variable(n):
    l, on = [False] * n, True
    for i in range(n):
        l[i] = on
        if i % 5 == 0:
            on = not on
        if i == 40:
            on = 7
    return l


print(stored_variable(50))


def toggling(doors):
    state = [False] * (doors + 1)
    for step in range(1, doors + 1):
        for door in range(step, doors + 1, step):
            state[door] = not state[door]
    return [d for d, is_open in enumerate(state) if is_open]


print(toggling(120))


def paths(n):
    grid = [[(x * 7 + y * 3) % 5 == 0 for x in range(n)] for y in range(n)]
    seen = [[False] * n for _ in range(n)]
    stack, count = [(0, 1)], 0
    while stack:
        x, y = stack.pop()
        if x < 0 or y < 0 or x >= n or y >= n or seen[y][x] or grid[y][x]:
            continue
        seen[y][x] = True
        count += 1
        stack += [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)]
    return count, sum(map(sum, seen)), sum(sum(row) for row in grid)


print(paths(14))


def operators(l):
    both = either = differ = total = 0
    for i in range(1, len(l)):
        if l[i] and l[i - 1]:
            both += 1
        if l[i] or l[i - 1]:
            either += 1
        if l[i] != l[i - 1]:
            differ += 1
        total += l[i] * 3 - (l[i] ^ l[i - 1]) + (l[i] & True) + (l[i] is True)
        if l[i] is not None and l[i] == 1 and l[i] < 2:
            total += 0.5
    return both, either, differ, total


print(operators([True, True, False] * 14), operators([True, True, False] * 10 + [0, 2, None, False][:2] * 5))


def out_of_range(l):
    n = 0
    try:
        for i in range(100):
            l[i] = not l[i]
            n += 1
    except IndexError as error:
        return n, str(error), l[-3:]


print(out_of_range([False] * 60))


def emptied(n):
    l, out = [True], []
    for i in range(n):
        if l:
            out.append(l.pop())
        else:
            l.append(i % 2 == 0 if i < 30 else i)
    return out


print(emptied(60))


def iterated(l):
    t = f = 0
    for x in l:
        if x:
            t += 1
        else:
            f += 1
        if t == 25 and f == 3:
            l.append("end")
    for x in reversed(l):
        if x is True:
            t -= 1
    for x, y in zip(l, l):
        f += x is y
    a, b = l[:2]
    return t, f, a, b, l[-1]


print(iterated([True] * 30 + [False] * 10), iterated([False] * 3 + [True] * 37))
