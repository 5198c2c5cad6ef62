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
