# Writing through frame.f_locals (PEP 667) changes the variables of a running loop.
import sys


def poke(name, value):
    sys._getframe(1).f_locals[name] = value


def loop(n):
    x, log = 1, []
    for i in range(n):
        x += 1
        if i == 20:
            poke("x", 100)
        if i == 30:
            poke("x", "text")
            x = x.upper()
            log.append(x)
            x = 0
        if i == 35:
            poke("new_name", 5)
    return x, log, "new_name" in locals()


print(loop(50))


def nested(n):
    total = 0

    def change():
        sys._getframe(1).f_locals["total"] += 1000

    for i in range(n):
        total += 1
        if i % 10 == 9:
            change()
    return total


print(nested(35))
