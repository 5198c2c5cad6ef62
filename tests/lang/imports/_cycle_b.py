import _cycle_a

VALUE = "b"


def from_a():
    return _cycle_a.VALUE
