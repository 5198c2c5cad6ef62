def f(a):
    try:
        a()
    finally:
        b()
def g(a):
    for x in a:
        try:
            if x: continue
            if a: break
            return x
        finally:
            b()
def h():
    try:
        a()
    except A:
        return 1
    finally:
        try:
            b()
        finally:
            c()
def swallow():
    while 1:
        try:
            a()
        finally:
            break
    try: a()
    finally: return 2
