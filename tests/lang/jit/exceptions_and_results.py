"""Calls that raise at first and return later, or the other way round; exceptions through inlined calls; what is left."""
def conv(s):
    return int(s)
def f(items):
    good = bad = 0
    for s in items:
        try:
            good += conv(s)
        except ValueError:
            bad += 1
    return good, bad
def g(items, d):
    good = bad = 0
    for s in items:
        try:
            good += d[s]
        except KeyError as e:
            bad += len(e.args)
    return good, bad
def h(items):
    out = []
    for s in items:
        try:
            out.append(s + 1)
        except TypeError as e:
            out.append(str(e))
    return out
items = ['x'] * 400 + ['5', 'x', '7'] * 100 + ['9'] * 100
for k in range(3): print(f(items))
d = {i: i for i in range(300, 900, 2)}
for k in range(3): print(g(range(1000), d))
o = h(['a'] * 300 + [1, 'b', 2.5] * 50); print(len(o), o[0], o[299:304], o[-1])
import sys
print(sys.exc_info(), sys.exception())
class E(Exception):
    live = 0
    def __init__(self, *a): super().__init__(*a); E.live += 1
    def __del__(self): E.live -= 1
def leak(n):
    seen = []
    for i in range(n):
        try:
            if i % 3: raise E(i)
        except E as e:
            seen.append(E.live)
    return max(seen), E.live
print(leak(500))
def deep(n):
    def a(i): b(i)
    def b(i): c(i)
    def c(i):
        try:
            raise E(i)
        finally:
            pass
    out = 0
    for i in range(n):
        try: a(i)
        except E as e:
            t = e.__traceback__; k = 0
            while t: k += t.tb_lineno; t = t.tb_next
            out = k
    return out
print(deep(500))
def other(n):
    r = 0
    for i in range(n):
        try:
            try:
                if i % 2: raise KeyError(i)
                raise IndexError(i)
            except KeyError:
                r += 1
        except (IndexError, ValueError):
            r += 1000
        else:
            r += 7
    return r
print(other(501))
def wh(n):
    i = 0
    while True:
        i += 1
        try:
            if i > n: raise StopIteration
        except StopIteration:
            return i
print(wh(1000))
