# oracle: 3.14
import sys
def show(e):
    tb = e.__traceback__
    while tb:
        print('  ', tb.tb_frame.f_code.co_name, tb.tb_lineno)
        tb = tb.tb_next
    print(type(e).__name__, e, type(e.__context__).__name__)
print(sum(i*i for i in range(1000)), sum((i/3 for i in range(1000)), 5), sum(0.1 for _ in range(10)))
print(sum(x for x in [1, 2.5, 3, 4.5]), sum(x for x in [1, 2**70, 2.5]), sum(x for x in [1, 1j, 2.0]))
print(any(x > 5 for x in range(10)), all(x < 5 for x in range(10)), any(x for x in ()), all(x for x in ()))
print(max(i * 7 % 11 for i in range(30)), min(abs(i - 10) for i in range(30)))
for f in (max, min):
    try: f(x for x in ())
    except ValueError as e: print(e)
print(list(i for i in range(5)), tuple(i for i in range(5)), set(i % 3 for i in range(9)), sorted(-i for i in range(5)))
print(','.join(str(i) for i in range(5)))
try: ','.join(i for i in range(5))
except TypeError as e: print(e)
try: sum(x for x in ["a", "b"])
except TypeError as e: print(e)
def bad(n):
    for i in range(n):
        yield i
    raise ZeroDivisionError("bad")
def test():
    try:
        sum(bad(5))
    except ZeroDivisionError as e:
        show(e)
    try:
        max(10 // (3 - i) for i in range(5))
    except ZeroDivisionError as e:
        show(e)
    try:
        max((i, 'a')[i % 2] for i in range(5))
    except TypeError as e:
        show(e)
test()
def fr():
    yield sys._getframe().f_back.f_code.co_name
    yield sys._getframe(1).f_code.co_name
print(list(fr()))
def caller(): return list(fr())
print(caller())
def stops():
    yield 1
    next(iter(()))
try: list(stops())
except RuntimeError as e: print(e)
print([sum(i for i in range(k)) for k in range(10)])
print(sum([[1],[2]], []), sum((x for x in ([1],[2])), []))
