# gi_frame: there while the generator can be resumed, with its variables and its line.
def gen(n):
    total = 0
    for i in range(n):
        total += i
        yield total


g = gen(4)
print(g.gi_frame.f_locals, g.gi_frame.f_code.co_name, g.gi_frame.f_lineno - g.gi_code.co_firstlineno)
next(g), next(g), next(g)
print(g.gi_frame.f_locals, g.gi_frame.f_lineno - g.gi_code.co_firstlineno)
print(list(g), g.gi_frame)


def looks():
    me = yield
    yield me.gi_frame.f_locals == {"me": me}, me.gi_running


l = looks()
next(l)
print(l.send(l))


def closed_over(x):
    def show():
        return x

    yield show()
    x += 1
    yield show()


c = closed_over(5)
next(c)
print(sorted(c.gi_frame.f_locals), c.gi_frame.f_locals["x"])
c.close()
print(c.gi_frame)
