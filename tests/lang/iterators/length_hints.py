# What a wrong __length_hint__ does, in whoever asks for it.
import operator


class Hint:
    def __init__(self, hint):
        self.hint = hint

    def __length_hint__(self):
        if isinstance(self.hint, type):
            raise self.hint('hint')
        return self.hint

    def __iter__(self):
        return iter([1, 2])


class Len:
    def __init__(self, error):
        self.error = error

    def __len__(self):
        raise self.error('len')

    def __iter__(self):
        return iter('ab')


askers = {'list': list, 'tuple': tuple, 'hint': operator.length_hint, 'star': lambda x: [*x], 'bytes': bytes,
          'extend': lambda x: [].extend(x), 'map': lambda x: list(map(int, x)), 'set': set, 'add': lambda x: [0].__iadd__(x)}
for hint in (1, -1, 'a', None, NotImplemented, 2 ** 70, ValueError, TypeError, True, 1.5):
    for name, f in askers.items():
        try:
            print(hint, name, f(Hint(hint)))
        except Exception as e:
            print(hint, name, type(e).__name__, e)
for error in (ValueError, TypeError):
    for name in ('list', 'tuple', 'hint', 'star', 'extend'):
        try:
            print(name, askers[name](Len(error)))
        except Exception as e:
            print(name, type(e).__name__, e)
