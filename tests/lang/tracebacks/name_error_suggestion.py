# exit: 1
def compute(values):
    result = sum(values)
    return resutl * 2


print(compute([1, 2, 3]))
