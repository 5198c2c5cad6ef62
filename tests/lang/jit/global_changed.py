# Globals that a hot loop reads are rebound from inside, from a callee and through globals().
factor = 2
name = "factor"


def use(n):
    total = 0
    for i in range(n):
        total += factor
        if i == 20:
            set_factor(10)
        if i == 30:
            globals()["factor"] = 0.5
        if i == 40:
            exec("global factor; factor = 1 << 70")
        if i == 50:
            vars_of_module()["factor"] = 3
    return total


def set_factor(v):
    global factor
    factor = v


def vars_of_module():
    import sys
    return sys.modules["__main__"].__dict__


print(use(60), factor)
factor = 2
total = 0
for i in range(60):
    total += factor
    if i == 30:
        set_factor("text") if i < 0 else set_factor(7)
print(total)


def helper(x):
    return x + 1


out = []
for i in range(60):
    out.append(helper(i))
    if i == 20:
        def helper(x):
            return x * 2
    if i == 40:
        helper = abs
print(out)
count = 0


def bump():
    global count
    count += 1
    return count


seen = 0
for i in range(100):
    seen += bump()
    if i % 30 == 29:
        count = 0
print(seen, count)
