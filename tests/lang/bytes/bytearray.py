# bytearray: every way of changing one in place.
a = bytearray(b"hello")
a[0] = 72
a[-1:] = b"p!"
a.append(33)
a.extend(b"??")
a.extend([46, 46])
a.insert(0, 62)
print(a, len(a), a.pop(), a.pop(0), a)
a.remove(33)
del a[1]
del a[-2:]
a += b"xyz"
a *= 2
a.reverse()
print(a, a.count(b"l"), a.find(b"H"))
a[1:3] = b"-----"
a[::3] = b"#" * len(a[::3])
print(a, a.copy() is a, a.copy() == a)
b = a
b += b"!"
print(a is b, a[-1], bytes(a)[:4], a.clear(), a, bytearray(3), bytearray([1, 2]), bytearray("é", "latin-1"))
c = bytearray(b"abc")
print(c.upper(), type(c.upper()), c + b"d", type(b"d" + c), type(c + b"d"), c == b"abc", c.decode(), c.hex(), c[1:], repr(c[1:]), c * 2, 98 in c, c.split(b"b"))
for call in (lambda: c.append(256), lambda: c.append("a"), lambda: c.__setitem__(9, 1), lambda: c.__setitem__(0, -1), lambda: c.remove(1), lambda: bytearray().pop(), lambda: hash(c), lambda: c.extend("x"), lambda: c.__setitem__(slice(0, 3, 2), b"x")):
    try:
        print(call())
    except (ValueError, TypeError, IndexError) as error:
        print(type(error).__name__, error)
