def f():
    try:
        a()
    except* A as e:
        b(e)
    except* (B, C):
        c()
    else:
        d()
    finally:
        e()
