# and / or return operands, and evaluate no more than they need.
def say(value, name):
    print(name, end=" ")
    return value


print(say(0, "a") and say(1, "b"))
print(say(1, "a") and say(2, "b") and say("", "c") and say(3, "d"))
print(say(0, "a") or say("", "b") or say([], "c"))
print(say(0, "a") or say(5, "b") or say(6, "c"))
print(not (say(0, "a") or say(0, "b")) and say(7, "c"))
print(say(1, "a") if say(0, "cond") else say(2, "b"))
print(say(1, "a") < say(2, "b") < say(3, "c"))
print(say(3, "a") < say(2, "b") < say(1, "c"))
print(any(say(x, str(x)) for x in (0, 0, 5, 6)))
print(all(say(x, str(x)) for x in (1, 2, 0, 3)))
assert say(1, "ok"), say("never", "message")
