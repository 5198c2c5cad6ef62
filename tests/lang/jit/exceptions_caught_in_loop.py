"""Exceptions that are raised and caught while a loop runs as native code: in callees, in the loop, again, from calls."""
import sys
def tb(e):
    out = []
    t = e.__traceback__
    while t:
        out.append((t.tb_frame.f_code.co_name, t.tb_lineno)); t = t.tb_next
    return out
def parse(items):
    good = bad = 0
    for s in items:
        try:
            good += int(s)
        except ValueError:
            bad += 1
    return good, bad
class Odd(Exception): pass
def check(x):
    if x % 2: raise Odd(x)
    return x
def raising(n):
    s = 0
    for i in range(n):
        try:
            s += check(i)
        except Odd as e:
            s -= e.args[0]
    return s
def lookup(n):
    d = {k: k for k in range(0, n, 3)}
    hit = miss = 0
    for i in range(n):
        try:
            hit += d[i]
        except KeyError:
            miss += 1
    return hit, miss
def fin(n):
    log = 0
    for i in range(n):
        try:
            try:
                if i % 5 == 0: raise ValueError(i)
                log += 1
            finally:
                log += 100
        except ValueError:
            log += 10000
    return log
def nxt(n):
    it = iter(range(n)); s = 0
    while True:
        try:
            s += next(it)
        except StopIteration:
            break
    return s
class CM:
    def __init__(self): self.n = 0
    def __enter__(self): self.n += 1; return self
    def __exit__(self, t, v, tb): self.n += 1; return False
def withs(n):
    c = CM(); s = 0
    for i in range(n):
        with c as x:
            s += i
    return s, c.n
def trace(n):
    last = None
    for i in range(n):
        try:
            check(i | 1)
        except Odd as e:
            if i % 100 == 99: last = tb(e), e.__context__
    return last
def ctx(n):
    r = None
    for i in range(n):
        try:
            try:
                check(1)
            except Odd as e:
                raise KeyError(i) from None
        except KeyError as k:
            r = (type(k.__context__).__name__, k.__cause__, k.args, tb(k), tb(k.__context__), sys.exc_info()[0])
    return r, sys.exc_info()
def rer(n):
    r = 0
    for i in range(n):
        try:
            try: check(i)
            except Odd: raise
        except Odd as e: r += len(tb(e))
    return r
def gen(n):
    for i in range(n):
        try:
            yield check(i)
        except Odd:
            yield -1
def main(n):
    print(parse([str(i) if i % 4 else 'x' for i in range(n)]))
    print(parse(['x' for i in range(n)]))
    print(raising(n)); print(lookup(n)); print(fin(n)); print(nxt(n)); print(withs(n)); print(trace(n)); print(ctx(n)); print(rer(n)); print(sum(gen(n)))
main(600)
