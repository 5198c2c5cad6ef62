# exit: 1
def load(table, key):
    try:
        return table[key]
    except KeyError:
        return int(key)


print(load({"1": 2}, "1"))
print(load({"1": 2}, "x"))
