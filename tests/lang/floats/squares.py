# x ** 2 is what the C library's pow gives, which is not always the rounded product.
values = [72533972170066.83, 28518497325758.062, 4.8964702952713696e+20, 0.003625403006827567, -617924764211456.5]
values += [2.4374636731701004e-16, 693577.4259761407, 0.0, -0.0, 1.0, -3.0, 1e-200, 1e150, 0.1, float("inf"), float("nan")]


def squares(values, rounds):
    out = []
    for i in range(rounds):
        for x in values:
            y = x ** 2
            z = x ** 2.0
            if i == rounds - 1:
                out.append((y, z, x * x == y))
    return out


for line in squares(values, 300):
    print(line)
try:
    for i in range(200):
        x = (1e100 * i) ** 2 if i < 150 else (1e160 * i) ** 2
except OverflowError as e:
    print(i, e)
