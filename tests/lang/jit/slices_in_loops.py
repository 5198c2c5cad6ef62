# Slicing in hot loops: reads, writes, negative and stepped, of changing types.
def windows(l, k):
    out = []
    for i in range(len(l) - k + 1):
        out.append(sum(l[i:i + k]))
    return out


print(windows(list(range(40)), 5)[-3:], windows([0.5] * 40, 3)[0], windows(tuple(range(30)), 2)[-1], windows([1 << 62] * 30, 2)[0])


def quicksort(l):
    if len(l) < 2:
        return l
    p, rest = l[0], l[1:]
    return quicksort([x for x in rest if x < p]) + [p] + quicksort([x for x in rest if x >= p])


def mergesort(l):
    if len(l) < 2:
        return l
    m = len(l) // 2
    a, b, out = mergesort(l[:m]), mergesort(l[m:]), []
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] <= b[j]:
            out.append(a[i])
            i += 1
        else:
            out.append(b[j])
            j += 1
    return out + a[i:] + b[j:]


data = [(i * 7919) % 211 for i in range(100)]
print(quicksort(data) == sorted(data), mergesort(data) == sorted(data), mergesort([x * 0.5 for x in data])[:3], mergesort(list("hotloops")), quicksort(["b", "a"] * 20)[19:21])
l = list(range(20))
for i in range(60):
    l[i % 10:i % 10 + 2] = [i, i + 0.5] if i > 40 else [i]
    if len(l) < 10:
        l += range(10)
print(len(l), l[:6])
text = "abcdefghij" * 3
pieces = 0
for i in range(-35, 35):
    pieces += len(text[i:i + 5]) + len(text[::i or 1]) + len(text[:i])
print(pieces)
for i in range(40):
    try:
        l[::2] = [0] * (len(l[::2]) if i < 30 else 1)
    except ValueError as error:
        print(i, error)
        break
fl = [0] * 12
for i in range(2, 40):
    fl[:] = fl[1:] + fl[:1]
    fl[0] += i
    del fl[5:6]
    fl.insert(3, -i)
print(fl)
