# exit: 1
# An error two inlined calls deep in a hot loop: every frame must be in the traceback, with its line.
TABLE = [1, 2, 3, 4, 5] * 8


def look(i):
    return TABLE[i]


def twice(i):
    first = look(i)
    return first + look(i + 1)


def main(n):
    total = 0
    for i in range(n):
        total += twice(i)
    return total


print(main(30))
main(50)
