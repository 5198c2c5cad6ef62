# ** of ints: exact, and a float for a negative exponent.
print(2 ** 0, 0 ** 0, 0 ** 5, (-2) ** 3, (-2) ** 4, -2 ** 2)
for e in (61, 62, 63, 64, 100):
    print(2 ** e, (-2) ** e, 3 ** e)
print(10 ** 18, 10 ** 19, 10 ** 20, 7 ** 77)
print(2 ** -1, 2 ** -3, (-2) ** -3, 10 ** -2, 1 ** -1, (-1) ** -1)
print(pow(2, 10), pow(2, -2), pow(True, 3), 2 ** True)
print(len(str(3 ** 5000)), (3 ** 5000) % 10 ** 20)
x = 5
x **= 30
print(x, x.bit_length())
