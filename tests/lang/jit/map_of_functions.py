"""`map` of Python functions in loops and in builtins that use it up."""
def sq(x): return x * x
def stop(x):
    if x == 5: raise StopIteration
    return x
def bad(x): return 1 // (20 - x)
print(sum(map(sq, range(1000))), list(map(sq, [1, 2, 3])), max(map(sq, (3, 1))), list(map(stop, range(50))), tuple(map(sq, [])))
s = 0
for k in range(300):
    for x in map(sq, range(5)): s += x
print(s)
try: sum(map(bad, range(50)))
except ZeroDivisionError as e:
    t = e.__traceback__
    while t: print(t.tb_frame.f_code.co_name, t.tb_lineno); t = t.tb_next
print(sum(map(lambda a, b: a * b, [1, 2], [3, 4])), any(map(sq, [0, 0])), all(map(sq, [0, 1])), ''.join(map(lambda c: c + '-', ['a', 'b'])), sorted(map(sq, [3, -4])), set(map(sq, [1, -1])))
m = map(sq, [1, 2, 3]); print(next(m), list(m), list(m), sum(m))
