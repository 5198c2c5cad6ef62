# The name of a set comprehension holds an object outside, which a bridge of the outer loop replaces.
class T:
    alive = 0
    def __init__(self):
        T.alive += 1
    def __del__(self):
        T.alive -= 1
def f(n, d):
    q = T()
    t = 0
    for i in range(n):
        j = 6
        while j > 0:
            j -= 1
            s = {q % d for q in range(j + i % 3)}
            t += len(s)
        q = T()
        if T.alive > 3:
            print("too many", i, T.alive)
            break
    return t
for k in range(3):
    print(f(700, 3 + k), T.alive)
try:
    print(f(900, 0))
except ZeroDivisionError as e:
    print(type(e))
print(T.alive)
