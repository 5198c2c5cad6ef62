# exit: 1
# An error inside a generator that a hot loop drives.
def numbers(values):
    for v in values:
        yield int(v)


def total(values):
    t = 0
    for n in numbers(values):
        t += n
    return t


print(total(["1"] * 40))
print(total(["1"] * 40 + ["x"]))
