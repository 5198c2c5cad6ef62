# A global disappears and comes back under a running loop; builtins show through.
import builtins

value = 5


def loop(n, at):
    out = 0
    for i in range(n):
        try:
            out += value
        except NameError as error:
            out -= 1
            globals()["value"] = 7
        if i == at:
            del globals()["value"]
    return out


print(loop(60, 30))


def absolute(n, at, end):
    out = []
    for i in range(n):
        if i == at:
            globals()["abs"] = lambda x: "global"
        if i == end:
            del globals()["abs"]
        out.append(abs(-i))
    return out


print(absolute(50, 20, 40)[15:45:5])
temp = 1
total = 0
for i in range(50):
    if i % 10 == 5:
        del temp
        temp = i
    total += temp
print(total)
try:
    for i in range(50):
        if i == 30:
            del temp
        total += temp
except NameError as error:
    print(error, i)


def local_deleted(n):
    x = 1
    out = 0
    for i in range(n):
        if i % 15 == 14:
            del x
        try:
            out += x
        except UnboundLocalError:
            x = i
    return out


print(local_deleted(60))
