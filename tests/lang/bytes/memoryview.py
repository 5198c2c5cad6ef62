# memoryview: slices share, writes go through, a live view pins the size.
a = bytearray(b"abcdefgh")
v = memoryview(a)
print(len(v), v[0], v[-1], bytes(v[2:5]), v[::2].tobytes(), v.tolist()[:3], v.readonly, v.itemsize, v.format, v.nbytes, v.shape, v.strides, v.ndim)
v[0] = 65
v[1:3] = b"BC"
w = v[4:]
w[0] = 69
print(a, w == b"Efgh", v == a, bytes(w[::-1]), w.hex(), list(w), 69 in w)
try:
    a.append(1)
except BufferError as error:
    print(error)
w.release()
v.release()
a.append(33)
print(a)
try:
    v[0]
except ValueError as error:
    print(error)
r = memoryview(b"xyz")
try:
    r[0] = 1
except TypeError as error:
    print(error)
with memoryview(bytearray(8)) as m:
    i = m.cast("I")
    i[1] = 0x01020304
    print(i.tolist(), bytes(m), len(i), i.itemsize)
print(hash(r) == hash(b"xyz"), r.obj, r.tobytes())
