"""A module that counts."""
print("executing", __name__)
calls = 0
VALUE = [1, 2]
exported = "exported"
_private = "private"


def bump():
    global calls
    calls += 1
    return calls
