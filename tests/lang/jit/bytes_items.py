# Items of bytes and bytearrays in hot loops: read, written, out of range, no bytes, other objects in their place.
def sieve(n):
    flags = bytearray([1]) * n
    flags[0] = flags[1] = 0
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]:
            for k in range(i * i, n, i):
                flags[k] = 0
    return [i for i in range(n) if flags[i]]


print(sieve(150))


def put(data, at, what):
    done = 0
    try:
        for i in range(60):
            data[i] = what if i == at else i * 5 & 255
            done += data[i] + data[-1 - i]
    except (IndexError, ValueError, TypeError) as error:
        return done, type(error).__name__, str(error), bytes(data[20:24])
    return done, bytes(data[at - 1:at + 2])


for what in (0, 255, 256, -1, True, 2.5, "x", None, 1 << 70, -(1 << 63)):
    print(put(bytearray(60), 40, what))
print(put(bytearray(50), 10, 7), put(bytearray(b"\xff" * 60), 59, 1))
print(put(b"\xff" * 60, 59, 1))


class Own(bytearray):
    def __getitem__(self, i):
        return bytearray.__getitem__(self, i) + 1000

    def __setitem__(self, i, v):
        bytearray.__setitem__(self, i, v ^ 1)


def total(data, start, stop):
    n = 0
    try:
        for i in range(start, stop):
            n += data[i]
    except IndexError as error:
        return n, str(error)
    return n


for data in (bytes(range(100)), bytearray(range(100)), Own(range(100)), list(range(100)), memoryview(bytes(range(100)))):
    print(total(data, 0, 100), total(data, -100, 0), total(data, 60, 110)[0])
print(total(bytes(range(100)), 60, 110), total(bytearray(range(100)), 60, 110))


def switching(n):
    data, out = bytearray(n), []
    for i in range(n):
        if i == 30:
            data = Own(n)
        elif i == 45:
            data = [0] * n
        data[i] = i
        out.append(data[i])
    return out


print(switching(55))


def shrinking(data):
    n = i = 0
    try:
        while True:
            n += data[i]
            data[i] = n & 255
            i += 1
            if i % 3 == 0:
                data.pop()
    except IndexError as error:
        return n, i, len(data), str(error)


print(shrinking(bytearray(range(200))))


def aliases(a, b):
    for i in range(50):
        a[i] = i
        b[i] = a[i] + 1
        if a[i] != b[i]:
            return False
    return a is b, sum(a), sum(b)


same = bytearray(50)
print(aliases(same, same), aliases(same, bytearray(50)))


def histogram(text):
    counts = [0] * 256
    for i in range(len(text)):
        counts[text[i]] += 1
    return [(chr(c), n) for c, n in enumerate(counts) if n > 3]


print(histogram(b"the quick brown fox jumps over the lazy dog and then over the moon"))
