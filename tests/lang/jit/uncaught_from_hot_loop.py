# exit: 1
# The traceback of an error that leaves a hot loop, two inlined calls deep.
def inverse(x):
    return 100 // x


def step(state, x):
    state["sum"] += inverse(x)
    return state


def main():
    state = {"sum": 0}
    for x in range(50, -1, -1):
        state = step(state, x)
    return state


print(main.__name__)
try:
    main()
except ZeroDivisionError:
    print("caught once")
data = [3] * 40 + ["x"]
total = 0
for item in data:
    total += item * 2 + 1
