# oracle: 3.14
# Division of floats by zero is an error, whatever the dividend.
def attempt(operation, *operands):
    try:
        print(operation(*operands))
    except (ZeroDivisionError, OverflowError) as error:
        print(type(error).__name__, error)


attempt(lambda a, b: a / b, 1.0, 0.0)
attempt(lambda a, b: a / b, 0.0, -0.0)
attempt(lambda a, b: a / b, float("nan"), 0)
attempt(lambda a, b: a // b, 1.0, 0.0)
attempt(lambda a, b: a % b, 1.0, 0.0)
attempt(divmod, 1.0, 0.0)
attempt(lambda a, b: a ** b, 0.0, -1.0)
attempt(lambda a, b: a ** b, -0.0, -3)
attempt(lambda a, b: a ** b, 10.0, 400)
attempt(lambda a, b: a / b, 1, 0.0)
