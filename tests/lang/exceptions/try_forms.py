# try, except, else, finally: which parts run, and in which order.
def run(action):
    log = []
    try:
        log.append("try")
        log.append(action())
    except ValueError as error:
        log.append(f"value {error}")
    except (KeyError, IndexError) as error:
        log.append(f"lookup {error!r}")
    except Exception:
        log.append("other")
    else:
        log.append("else")
    finally:
        log.append("finally")
    return log


def fail(error):
    raise error


for action in (lambda: 1, lambda: fail(ValueError("v")), lambda: {}["k"], lambda: [][0], lambda: 1 / 0, lambda: fail(ValueError)):
    print(run(action))


def returns(n):
    try:
        if n == 0:
            return "try"
        if n == 1:
            raise KeyError
        return "end"
    except KeyError:
        return "except"
    else:
        return "else"
    finally:
        print("f", end=" ")


print([returns(n) for n in range(3)])


def nested():
    try:
        try:
            1 / 0
        except KeyError:
            print("never")
        finally:
            print("inner finally")
    except ZeroDivisionError as e:
        print("outer", e.__context__)
        try:
            raise
        except ZeroDivisionError:
            return "re-raised"


print(nested())
try:
    e = "before"
    raise ValueError
except ValueError as e:
    pass
try:
    print(e)
except NameError as error:
    print(error)
for i in range(3):
    try:
        if i == 1:
            continue
        print(i, end=" ")
    finally:
        print("f", end=" ")
print()
