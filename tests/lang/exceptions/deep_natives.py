# Recursion that runs through native code alone ends with an exception.
class Same:
    pass


Same.__repr__ = Same.__str__
for f in (str, repr, '{}'.format):
    try:
        f(Same())
    except RecursionError:
        print('RecursionError')


def nest(x):
    for i in range(200000):
        x = frozenset([x])
    return x


a, b = nest(1), nest(1)
try:
    a == b
except RecursionError:
    print('RecursionError')
