# finally blocks, returns and loops in functions called from hot loops.
log = []


def f(i):
    try:
        if i % 7 == 3:
            return "early"
        if i % 7 == 5:
            raise KeyError(i)
        return i
    except KeyError:
        return "caught"
    finally:
        log.append(i)


out = [f(i) for i in range(60)]
print(out[:8], len(log), out.count("caught"))


def nested(i):
    r = []
    try:
        try:
            r.append("a")
            if i % 4 == 1:
                raise ValueError
            if i % 4 == 2:
                return r
        finally:
            r.append("f1")
            for k in range(3):
                if k == i % 4:
                    break
                r.append(k)
    except ValueError:
        r.append("v")
    else:
        r.append("else")
    finally:
        r.append("f2")
    return r


rows = [nested(i) for i in range(40)]
print(rows[0], rows[1], rows[2], rows[39])


def loop(n):
    total = 0
    for i in range(n):
        try:
            if i % 10 == 9:
                break_at = i
                if i > 45:
                    break
                continue
            total += i
        finally:
            total += 1000
    return total, break_at


print(loop(60), loop(40))


def reraised(i):
    try:
        try:
            return 10 // (i % 5)
        except ZeroDivisionError as error:
            error.add_note(str(i))
            raise
    except ArithmeticError as error:
        return error.__notes__


print([reraised(i) for i in range(40)][-6:])
