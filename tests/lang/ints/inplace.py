# In-place operators give the same values and rebind.
n = 10
n += 5; print(n)
n -= 3; print(n)
n *= 7; print(n)
n //= 4; print(n)
n %= 8; print(n)
n **= 9; print(n)
n <<= 40; print(n)
n >>= 35; print(n)
n |= 0xF00; print(n)
n &= ~0xFF; print(n)
n ^= 0x123456789; print(n)
n /= 2; print(n)
m = n = 1 << 62
m += 1
print(m, n, m - n)
m -= 1
print(m == n, m is not None)
k = (1 << 62) - 1
k += 1; print(k)
k -= 1; print(k)
k = -k - 1
k -= 1; print(k)
k += 1; print(k)
