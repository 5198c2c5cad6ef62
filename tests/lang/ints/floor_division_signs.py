# Floor division rounds to minus infinity; the remainder takes the divisor's sign.
for a in (-7, -6, -1, 0, 1, 6, 7):
    for b in (-3, -2, -1, 1, 2, 3):
        q, r = a // b, a % b
        assert q * b + r == a and divmod(a, b) == (q, r)
        print(a, b, q, r)
