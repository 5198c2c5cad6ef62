# exit: 1
class K:
    yield 1
