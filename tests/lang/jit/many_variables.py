# More live values than registers, of all types, through exits.
def run(n):
    a0, a1, a2, a3, a4, a5, a6, a7 = 1, 2, 3, 4, 5, 6, 7, 8
    f0, f1, f2, f3, f4, f5, f6, f7 = .5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5
    s0, s1, l0, l1, t0, d0, n0, b0 = "s", "t", [1], [2.5], (1, "x"), {"k": 1}, None, True
    for i in range(n):
        a0, a1, a2, a3, a4, a5, a6, a7 = a7, a0, a1, a2, a3, a4, a5, a6 + i
        f0, f1, f2, f3, f4, f5, f6, f7 = f7, f0, f1, f2, f3, f4, f5, f6 + 0.25
        s0, s1 = s1, s0
        l0, l1 = l1, l0
        b0 = not b0
        n0 = None if n0 else i
        t0 = (t0[1], i)
        d0["k"] += a3
        if i % 29 == 28:
            a0, f0, s0, n0 = f0, a0, n0, s0
            if not isinstance(s0, str):
                s0 = str(s0)
    return a0, a1, a2, a3, a4, a5, a6, a7, f0, f1, f2, f3, f4, f5, f6, f7, s0, s1, l0, l1, t0, d0, n0, b0


for n in (5, 28, 29, 30, 64, 100):
    print(run(n))


def spill(n):
    total = 0.0
    for i in range(n):
        v = [float(i + k) for k in range(20)]
        a, b, c, d, e, f, g, h, j, k, l, m, o, p, q, r, s, t, u, w = v
        total += (a * b + c * d + e * f + g * h + j * k + l * m + o * p + q * r + s * t + u * w) / (a + b + c + d + e + f + g + h + j + k + l + m + o + p + q + r + s + t + u + w)
    return total


print(f"{spill(50):.9f}")
