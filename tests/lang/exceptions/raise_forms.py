# What can be raised, and how.
def attempt(action):
    try:
        action()
    except BaseException as error:
        print(type(error).__name__, error.args)


def do(source):
    attempt(lambda: exec(source))


do("raise ValueError")
do("raise ValueError()")
do("raise ValueError(1, 'two')")
do("raise 5")
do("raise 'text'")
do("raise None")
do("raise")
do("raise int")
do("raise KeyboardInterrupt")
do("raise SystemExit(3)")
do("raise StopIteration(7)")
do("raise GeneratorExit")
do("raise type('Mine', (Exception,), {})('m')")
do("assert False")
do("assert 0, 'message'")
do("assert [], [1, 2]")
do("assert (1 == 1), 'fine'")


class Fails(Exception):
    def __init__(self):
        raise TypeError("in init")


class NotExc:
    def __new__(cls):
        return ValueError("from new")


attempt(lambda: (_ for _ in ()).throw(Fails))
try:
    raise Fails
except TypeError as error:
    print(error)


class Odd(Exception):
    def __new__(cls, *args):
        return 5


try:
    raise Odd
except TypeError as error:
    print(error)
try:
    try:
        raise ValueError("original")
    except ValueError:
        raise
except ValueError as error:
    print(error, error.__context__)
