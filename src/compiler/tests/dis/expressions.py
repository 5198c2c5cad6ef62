def operators(a, b):
    a + b - a * b / a // b % a ** b @ a
    a << b >> a & b | a ^ b
    -a, +a, ~a, not a
    a < b, a <= b, a == b, a != b, a > b, a >= b
    a is b, a is not b, a in b, a not in b
    return not a in b, not a is b, not (a < b)
def chains(a, b, c):
    x = a < b < c
    if a < b <= c:
        return 1
    while not a == b == c:
        pass
def boolean(a, b, c):
    x = a and b or c
    y = (a or b) and c
    if a and (b or not c):
        return x
    return x if a and b else y if c else None
def attributes(a):
    return a.b.c[1][b:c][:2][::2]
def walrus(a):
    if (n := a) > 1 and (m := n):
        return [n, m]
