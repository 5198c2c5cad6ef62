import _cycle_b as b


def from_b():
    return b.VALUE


VALUE = "a"
