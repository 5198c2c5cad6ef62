# Stacks run empty and fill up with something else; pops, inserts and slices in hot loops.
def calculator(program):
    stack = []
    out = []
    for op in program:
        if op == "+":
            b = stack.pop()
            stack.append(stack.pop() + b)
        elif op == "*":
            b = stack.pop()
            stack.append(stack.pop() * b)
        elif op == "=":
            out.append(stack.pop())
        else:
            stack.append(op)
    return out, stack


program = [1, 2, "+", "="] * 20 + [1.5, 2, "*", "="] * 20 + [1 << 70, 3, "*", "="] * 3 + ["=" if 0 else 7] + [2, "*", "="]
print(calculator(program))


def emptied(kinds):
    stack = []
    seen = []
    for k in kinds:
        stack.append(k)
        seen.append((stack[0], len(stack)))
        seen.append(stack.pop())
    return seen, stack


print(emptied([1] * 30 + [2.5, float("nan"), 1 << 65, "s", None, (1, 2), 3, 1 << 62, 5e-324]))


def until_empty(n):
    stack = list(range(n))
    total = 0
    try:
        while True:
            total += stack.pop()
    except IndexError as e:
        print(e)
    return total


print(until_empty(60))


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        dead.append(self.name)


dead = []


def objects(n):
    stack = []
    for i in range(n):
        stack.append(Noisy(i))
        if i % 3 == 2:
            top = stack.pop()
            top.name += 100
            del top
            stack.pop()
            stack.insert(0, Noisy(-i))
    return len(stack)


print(objects(40))
print(dead[:8], len(dead))


def queue(n):
    q = [0]
    out = []
    while len(out) < n:
        out.append(q.pop(0))
        q.append(len(out))
        q.insert(1, len(out) * 2)
        q.extend([3, 4])
        q.extend((5,))
        if len(q) > 12:
            q = q[2:9:2] + q[::-1][:2]
            q[1:2] = [9, 8, 7]
            q[0] = 0.5 if len(out) == 45 else 6
    return out, q


print(queue(50))


def bounds(n):
    values = list(range(10))
    out = []
    for i in range(n):
        a = i % 7 - 3
        out.append(values[a:])
        out.append(values[:a:-1])
        out.append(values[None:a:2])
        values[:2] = values[1::-1]
        if i == n - 2:
            try:
                values[::0]
            except ValueError as e:
                out.append(str(e))
            a = Index(4)
            out.append(values[a:])
            out.append(values[a:9:a])
    return out[-9:], values


class Index:
    def __init__(self, i):
        self.i = i

    def __index__(self):
        return self.i


print(bounds(41))


class Loud(list):
    def append(self, x):
        super().append((x, "loud"))

    def pop(self):
        return super().pop()[0]


def subclass(lists):
    out = []
    for l in lists:
        l.append(1)
        out.append(l.pop())
        l.append(out)
        out.append(len(l))
    return out[-4:], lists[-1][-1][1] if lists[-1] else None


print(subclass([[] for _ in range(30)] + [Loud()]))


def texts(words):
    n = 0
    out = []
    for w in words:
        if w.startswith("a") or w.endswith(("x", "y")):
            n += w.find("b") + w.count("a")
        out.append("-".join(w.strip().split(",")).upper())
        n += w.replace("a", "bb").isalpha()
    return n, out[-3:]


print(texts(["abc", "b,a", " xay "] * 15))
try:
    print(texts(["abc"] * 40 + [5]))
except AttributeError as e:
    print(e)
