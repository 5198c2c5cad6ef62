# Globals and class attributes that change all the time must not be compiled as constants over and over.
version = 0


class Config:
    level = 0


def read():
    return version * 10 + Config.level


total = 0
for i in range(400):
    version = i % 5
    Config.level = i % 3
    total += read()
print(total)


def bump():
    global version
    version += 1


version = 0
for i in range(500):
    bump()
    if version == 100:
        version = 0
print(version)
kinds = [lambda: 1, lambda: 2.5, lambda: "x"]
out = []
for i in range(90):
    current = kinds[i % 3]
    Config.get = staticmethod(current)
    out.append(Config.get())
print(out[:4], len(out), out.count("x"))
classes = []
for i in range(30):
    class Local:
        n = i

        def get(self):
            return self.n * 2
    classes.append(Local)
print(sum(c().get() for c in classes), classes[7].n)
