# oracle: 3.14
class OnlyEnter:
    def __enter__(self):
        pass


class OnlyExit:
    def __exit__(self, *a):
        pass


class Async:
    async def __aenter__(self):
        pass

    async def __aexit__(self, *a):
        pass


for manager in (5, OnlyEnter(), OnlyExit(), Async()):
    try:
        with manager:
            pass
    except TypeError as error:
        print(error)
