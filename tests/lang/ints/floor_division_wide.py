# Division at the limits of the machine word, and with big operands on either side.
big = 1 << 64
print(-(1 << 62) // -1, -(1 << 63) // -1, (-(1 << 62)) % -1, (-(1 << 63)) % -1)
print(big // 3, big % 3, -big // 3, -big % 3, big // -3, big % -3, -big // -3, -big % -3)
print(7 // big, 7 % big, -7 // big, -7 % big, 7 // -big, 7 % -big, -7 // -big, -7 % -big)
print(divmod(10 ** 40, 10 ** 20 + 1), divmod(-10 ** 40, 10 ** 20 + 1))
print(divmod(10 ** 40, -(10 ** 20 + 1)), divmod(-10 ** 40, -(10 ** 20 + 1)))
print(big // big, big % big, (big - 1) // big, (big + 1) % big)
print(((1 << 200) + 5) // (1 << 100), ((1 << 200) + 5) % (1 << 100))
print((10 ** 60) // 7, (10 ** 60) % 7, (10 ** 60) // (10 ** 59), (10 ** 60 - 1) % (10 ** 30))
