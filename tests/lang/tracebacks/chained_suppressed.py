# exit: 1
def f():
    try:
        {}["k"]
    except KeyError:
        raise LookupError("only this one") from None


f()
