# exit: 1
class Guard:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        raise RuntimeError("in exit")


with Guard():
    raise ValueError("in body")
