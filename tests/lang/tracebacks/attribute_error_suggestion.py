# exit: 1
class Stack:
    def __init__(self):
        self.elements = []

    def append_all(self, values):
        self.elments.extend(values)


Stack().append_all([1])
