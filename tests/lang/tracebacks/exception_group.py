# exit: 1
def fail(n):
    if n % 2:
        raise ValueError(n)
    raise KeyError(str(n))


def collect(n):
    errors = []
    for i in range(n):
        try:
            fail(i)
        except Exception as error:
            errors.append(error)
    return errors


raise ExceptionGroup("several", collect(3) + [ExceptionGroup("nested", collect(1))])
