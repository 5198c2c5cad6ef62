# Writes and deletions through slices.
def fresh():
    return list(range(8))


a = fresh(); a[2:4] = ["x"]; print(a)
a = fresh(); a[2:2] = "abc"; print(a)
a = fresh(); a[:] = []; print(a)
a = fresh(); a[5:2] = [9]; print(a)
a = fresh(); a[::2] = "wxyz"; print(a)
a = fresh(); a[::-1] = a[:]; print(a)
a = fresh(); a[-2:] = (1, 2, 3, 4); print(a)
a = fresh(); a[100:] = [1]; print(a)
a = fresh(); a[2:5] = a; print(a)
a = fresh(); a[1:3] = (x * x for x in range(4)); print(a)
a = fresh(); del a[2:5]; print(a)
a = fresh(); del a[::3]; print(a)
a = fresh(); del a[::-2]; print(a)
a = fresh(); del a[6:1:-2]; print(a)
a = fresh(); del a[0], a[-1]; print(a)
a = fresh(); del a[:]; print(a)
for statement in ("a[::2] = [1]", "a[99] = 1", "del a[99]", "a['x'] = 1", "del a['x']", "a[::0] = []", "a[-9] = 0"):
    a = fresh()
    try:
        exec(statement)
        print(a)
    except (ValueError, IndexError, TypeError) as error:
        print(statement, type(error).__name__, error)
# Removed items die after the list has its new form, the last one first; the whole may change its kind.
class Noisy:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("-", self.n, len(noisy))


noisy = [Noisy(i) for i in range(8)]
del noisy[1::3]
del noisy[::-2]
noisy[:] = [1, 2]
print(noisy)
noisy[:] = [True, False, True]
noisy[0:3] = (0.5, 1.5)
print(noisy)
whole = [1, 2, 3]
other = ["a", "b"]
whole[:] = other
other.append("c")
print(whole, other)
for step in (2, 3, -1, -2, 7):
    for kind in ([1, 2, 3, 4, 5], [True, False, True, True, False], [0.5, 1.5, 2.5, 3.5, 4.5], ["a", "b", "c", "d", "e"]):
        copy = kind[:]
        del copy[::step]
        print(copy, end=" ")
        copy = kind[:]
        copy[::step] = kind[::-step]
        print(copy)
