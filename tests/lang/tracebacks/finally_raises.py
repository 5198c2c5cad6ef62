# exit: 1
def f():
    try:
        return [][0]
    finally:
        print("finally")
        {}["missing"]


f()
