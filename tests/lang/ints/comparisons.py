# Ints compare by value with ints, floats and bools, exactly.
big = 1 << 63
print(1 < 2, 2 < 1, 1 <= 1, 1 >= 2, 1 == 1, 1 != 1, -1 < 0)
print(big > big - 1, big == big, big - 1 < big, -big < big, -big - 1 < -big, big != big + 1)
print(2 ** 53 == float(2 ** 53), 2 ** 53 + 1 == float(2 ** 53), 2 ** 53 + 1 > float(2 ** 53))
print(10 ** 400 > float("inf"), 10 ** 400 < float("inf"), -10 ** 400 > -float("inf"), 10 ** 400 > 1e308)
nan = float("nan")
print(1 < nan, 1 > nan, 1 == nan, 1 != nan, 2 ** 70 < nan, 2 ** 70 != nan)
print(True == 1, True < 2, False == 0, True == 1.0, True > False)
print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 >= 2, 1 == 1 != 2)
print(1 == "1", 1 != "1", 1 == None, 2 ** 70 == "x")
for other in ("1", None, [], 1j):
    try:
        print(1 < other)
    except TypeError as error:
        print(error)
