def f(a):
    try:
        a()
    except A:
        print(1)
    except (B, C) as e:
        print(e)
    except:
        return 2
    else:
        print(3)
    return 4
def g():
    for x in y:
        try:
            a()
        except A as e:
            continue
        except B, C:
            break
        raise X from Y
    raise
def bare():
    try: a()
    except: pass
