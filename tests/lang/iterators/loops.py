# for and while: else, break, continue, nesting, and the loop variable.
for i in range(3):
    if i == 5:
        break
else:
    print("no break", i)
for i in range(3):
    if i == 1:
        break
else:
    print("never")
print(i)
n = 0
while n < 5:
    n += 1
    if n == 2:
        continue
    if n == 4:
        break
    print(n, end=" ")
else:
    print("never")
print(n)
while n > 0:
    n -= 1
else:
    print("else", n)
for i in range(3):
    for j in range(3):
        if j == i:
            continue
        if i + j == 3:
            break
        print((i, j), end=" ")
    else:
        print("inner else", i, end=" ")
        continue
    print("inner break", i, end=" ")
print()
for i in []:
    pass
else:
    print("empty else")
for x, in [(1,), (2,)]:
    print(x, end=" ")
for d["k"] in (d := {}, 1, 2)[1:]:
    print(d, end=" ")
for a[0] in range(2) if (a := [None]) else ():
    print(a, end=" ")
print()


def find(items, target):
    for index, item in enumerate(items):
        if item == target:
            return index
    else:
        return -1


def nested():
    for i in range(5):
        try:
            for j in range(5):
                if j == 2:
                    break
                if i == 2:
                    return i, j
        finally:
            print("f", i, end=" ")


print(find("abc", "c"), find("abc", "z"), nested())
while True:
    try:
        break
    finally:
        print("finally on break")
for i in range(2):
    try:
        continue
    finally:
        print("finally on continue", i)
