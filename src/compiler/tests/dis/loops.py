def f(a, b):
    for x in a:
        if x: continue
        if b: break
    else:
        print(a)
    while a:
        if b: continue
        b = 1
        if x: break
    else:
        b = 2
    while True:
        if a: return 1
def nested(a):
    for i in range(3):
        for j in a:
            if j:
                return i
            break
def each(a):
    for x, (y, *z) in a: print(x)
