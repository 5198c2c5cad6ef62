# Calls through super() beside a set comprehension, in a short loop inside a loop.
class A:
    def __init__(self, v):
        self.v = v
class B(A):
    def __init__(self, v):
        super().__init__(v)
def num(x):
    return x if isinstance(x, int) else 3
def f0(a0, k=1):
    for i11 in range(19):
        i14 = 4
        while i14 > 0:
            i14 -= 1
            v16 = {q % 9 for q in range(i14 % 12)}
            a1 = num(B(a0).v)
for i in range(4):
    t0 = num(f0(False, k=i))
print(t0)
