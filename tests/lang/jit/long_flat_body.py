# A loop body of many statements, with a rare exit near its end.
def run(n):
    a = b = c = d = e = f = g = h = 0
    s = 0.0
    for i in range(n):
        a += i; b += a & 7; c ^= b; d = (d + c) % 1009; e += d - c; f = e // 3; g = f * 2 - e; h = h + g if g > 0 else h - g
        a -= 1; b += 2; c += 3; d -= 4; e ^= 5; f |= 6; g &= 0xFFFF; h %= 10007
        s += a * 0.5; s -= b * 0.25; s *= 0.99; s += c / 7
        x = a + b; y = c + d; z = e + f; w = g + h
        x, y = y, x; z, w = w, z
        a += x % 3; b += y % 5; c += z % 7; d += w % 11
        l = [a, b, c, d, e, f, g, h]
        m = {k: v for k, v in zip("abcdefgh", l)}
        e += m["a"] - m["b"] + m["c"] - m["d"]; f += sum(l) % 13; g += max(l) - min(l); h += len(m)
        a = a * 3 % 1000003; b = b * 5 % 1000003; c = c * 7 % 1000003; d = d * 11 % 1000003
        e = e * 13 % 1000003; f = f * 17 % 1000003; g = g * 19 % 1000003; h = h * 23 % 1000003
        a = a + b * c - d if a > b else a - b + c; b = (b << 1) ^ (c >> 1); c = c + d & 0xFFFFF; d = d | 1
        if i % 17 == 0: a += 1
        elif i % 19 == 0: b += 1
        elif i % 23 == 0: c += 1
        if i == n - 20: s = int(s)
        if i == n - 1: h = float(h)
        if i == n - 5: e = 1 << 70
    return a, b, c, d, e, f, g, h, round(s, 6)


print(run(10))
print(run(60))
print(run(200))
