# round() of ints to powers of ten: half to even.
for n in (5, 15, 25, 35, 45, 149, 150, 151, 250, -5, -15, -25, -151, 0, 1234567890123456789012345):
    print(n, round(n), round(n, 0), round(n, 2), round(n, -1), round(n, -2), round(n, -30))
print(round(12345, -3), round(-12345, -3), round(15, -1), type(round(15, -1)), round(True), type(round(True)))
print(round(5, None), (25).__round__(-1))
try:
    round(5, 1.0)
except TypeError as error:
    print(error)
