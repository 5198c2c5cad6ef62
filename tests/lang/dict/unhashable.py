# oracle: 3.14
# Unhashable keys and set elements say what was attempted.
class NoHash:
    __hash__ = None


def attempt(action):
    try:
        print(action())
    except TypeError as error:
        print(error)


attempt(lambda: {[]: 1})
attempt(lambda: {}[[]])
attempt(lambda: {}.get({}))
attempt(lambda: {}.setdefault(set(), 1))
attempt(lambda: {[]})
attempt(lambda: [] in set())
attempt(lambda: set().add({}))
attempt(lambda: {NoHash(): 1})
attempt(lambda: hash([]))
attempt(lambda: hash(NoHash()))
attempt(lambda: {(1, []): 2})
