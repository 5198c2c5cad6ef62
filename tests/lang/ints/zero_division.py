# oracle: 3.14
def attempt(operation, *operands):
    try:
        print(operation(*operands))
    except ZeroDivisionError as error:
        print("ZeroDivisionError:", error)


attempt(lambda a, b: a // b, 1, 0)
attempt(lambda a, b: a % b, 1, 0)
attempt(lambda a, b: a / b, 1, 0)
attempt(divmod, 1, 0)
attempt(lambda a, b: a // b, 1 << 100, 0)
attempt(lambda a, b: a / b, 1 << 100, 0)
attempt(pow, 0, -1)
attempt(lambda a, b: a / b, False, False)
