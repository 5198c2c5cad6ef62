# options: optimize=2
"""Doc"""
assert x
def f():
    """Doc"""
    if __debug__:
        return 1
    return 2
class C:
    """Doc"""
