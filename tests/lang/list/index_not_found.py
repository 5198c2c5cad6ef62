# oracle: 3.14
# The messages of searches that fail.
for call in (lambda: [1, 2].index(3), lambda: [1].index(1, 1), lambda: [].index(None), lambda: (1, 2).index(3), lambda: [1].remove(2), lambda: range(3).index(5), lambda: range(3).index("a")):
    try:
        print(call())
    except ValueError as error:
        print(error)
