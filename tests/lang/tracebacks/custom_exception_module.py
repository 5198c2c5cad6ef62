# exit: 1
class Outer:
    class Failure(Exception):
        def __str__(self):
            return f"failed with {self.args}"


raise Outer.Failure(1, "two")
