# exit: 1
def check(values):
    assert len(values) > 2, f"need more than 2 values, got {len(values)}"


check([1])
