# exit: 1
# oracle: 3.14
def f(a, b, a):
    pass
