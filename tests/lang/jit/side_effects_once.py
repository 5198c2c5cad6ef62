# Output, appends and counters around guards that fail: each effect exactly once.
import io

out = io.StringIO()
for i in range(40):
    x = i if i % 12 else i * 0.5
    print(x, end=",", file=out)
print(out.getvalue())
stack = []
for i in range(60):
    stack.append(i)
    if i % 3 == 2:
        top = stack.pop() + (stack.pop() if i != 32 else 0.25)
        stack.append(top)
print(len(stack), sum(stack), stack[20:24])
calls = {"n": 0}


def effect(v):
    calls["n"] += 1
    if v == 37:
        raise KeyError(v)
    return v if v != 28 else "28"


total = 0
for i in range(50):
    try:
        total += int(effect(i)) * 2
    except KeyError:
        total += 1
print(total, calls)
it = iter(range(200))
pairs = 0
for a in it:
    b = next(it, None)
    if b is not None and b % 20 == 19:
        next(it, None)
    pairs += 1
print(pairs)
queue = []
produced = consumed = 0
for i in range(100):
    if i % 3 != 2:
        queue.append(i if i != 70 else float(i))
        produced += 1
    elif queue:
        queue.pop(0)
        consumed += 1
print(produced, consumed, len(queue), queue[-3:])
g = (effect(i) for i in range(38, 100))
calls["n"] = 0
first = [next(g) for _ in range(30)]
print(calls, first[-1])
