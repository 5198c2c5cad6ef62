# close() gives back what the generator returned.
def g():
    total = 0
    try:
        while True:
            total += yield
    except GeneratorExit:
        return total


a = g()
next(a)
a.send(5)
a.send(6)
print(a.close(), a.close())
