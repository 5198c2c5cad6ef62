# Every way out of a loop, often enough to be compiled.
def f(limit, stop, skip):
    out = []
    for i in range(limit):
        if i == stop:
            break
        if i % skip == 0:
            continue
        out.append(i)
    else:
        out.append("else")
    return out


print(f(30, 99, 3), f(30, 25, 2), f(30, 0, 5), [f(20, k, 4)[-1:] for k in range(0, 25, 5)])


def primes(n):
    out = []
    for x in range(2, n):
        for p in out:
            if p * p > x:
                out.append(x)
                break
            if x % p == 0:
                break
        else:
            out.append(x)
    return out


print(primes(150))
count = 0
while True:
    count += 1
    if count % 2:
        continue
    if count > 60:
        break
else:
    print("never")
print(count)


def search(rows):
    for row in rows:
        for x in row:
            if x < 0:
                break
            if x == 9:
                return "nine"
        else:
            continue
        return "negative"
    return "nothing"


rows = [[1, 2, 3]] * 30
print(search(rows), search(rows + [[1, -1]]), search(rows + [[9]]), search([[9]] + rows))
n = 0
for i in range(40):
    try:
        if i % 4 == 0:
            continue
        if i == 37:
            break
        n += 1
    finally:
        n += 100
print(n)
for i in range(50):
    for j in range(50):
        if i * j == 1000:
            break
    else:
        continue
    print(i, j)
    break
