# Hashes of ints: the value modulo 2**61 - 1, and never -1.
m = 2 ** 61 - 1
for n in (0, 1, -1, -2, 2, m - 1, m, m + 1, -m, -m - 1, -m - 2, 2 ** 62, 2 ** 63, 2 ** 64, 10 ** 30, -10 ** 30):
    print(n, hash(n))
print(hash(1) == hash(1.0) == hash(True), hash(2 ** 70) == hash(2.0 ** 70), hash(10 ** 22) == hash(1e22))
d = {1: "int"}
d[1.0] = "float"
d[True] = "bool"
print(d, 2 ** 70 in {2.0 ** 70: 0})
