# Hot loops over bytes, bytearray, memoryview and array.
from array import array


def checksum(data):
    t = 0
    for b in data:
        t = (t * 31 + b) % 65521
    return t


data = bytes(range(256)) * 2
print(checksum(data), checksum(bytearray(data)), checksum(memoryview(data)), checksum(list(data)), checksum(array("B", data)))
buf = bytearray(100)
for i in range(100):
    buf[i] = i * 7 & 255
errors = 0
for i in range(90, 110):
    try:
        buf[i] = i * 3
    except (ValueError, IndexError) as error:
        errors += 1
print(sum(buf), errors, buf[-3:])
a = array("i", range(50))
d = array("d", [0.5] * 50)
total = 0
for i in range(50):
    total += a[i] * d[i]
    a[i] = total > 50
    d[i] = i
print(total, sum(a), sum(d))
for i in range(40):
    try:
        a[i] = i if i < 30 else 1 << 40 if i < 32 else "x" if i < 34 else 0.5
    except (OverflowError, TypeError) as error:
        last = type(error).__name__
print(last, a[28:34])
x = bytearray()
for i in range(60):
    x.append(i)
    if i % 10 == 9:
        x.reverse()
    if i % 25 == 24:
        del x[::2]
print(len(x), bytes(x[:10]))
v = memoryview(bytearray(40))
for i in range(40):
    v[i] = 255 - i
print(sum(v), v[5], bytes(v[-3:]))
