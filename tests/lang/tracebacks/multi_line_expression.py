# exit: 1
def f(a, b):
    return a + b


value = f(
    f(1,
      2),
    f(
        "x",
        3,
    ),
)
