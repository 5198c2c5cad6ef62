# Formatting in hot loops, with values whose type and __format__ change.
class F:
    def __format__(self, spec):
        return f"<{spec}>"


out = []
for i in range(50):
    v = i if i < 20 else i / 4 if i < 30 else str(i) if i < 40 else F()
    out.append(f"{v:>6}|{v!s:.3}" if i < 40 else f"{v:>6}")
print(out[19:21], out[29:31], out[39:42])
errors = 0
for i in range(40):
    try:
        s = f"{i if i < 25 else 'text':04d}"
    except ValueError as error:
        errors += 1
print(s, errors)
total = 0
for i in range(60):
    total += len(f"{i}{i * 0.5}{i!r}{[i]}{i:b}") + len("%d-%s" % (i, i)) + len("{}:{}".format(i, i / 2)) + len(str(i ** 20)) + len(repr(i / 3))
print(total)
F.__format__ = lambda self, spec: "patched"
text = ""
for i in range(40):
    text = f"{text[-20:]}{F()}"
    if i == 30:
        F.__format__ = lambda self, spec: "again"
print(text)
lines = [f"{n:>3} {n ** 2:>5} {n ** 0.5:8.4f}" for n in range(0, 60, 7)]
print("\n".join(lines))
