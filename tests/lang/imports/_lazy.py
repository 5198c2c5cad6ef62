calls = []


def __getattr__(name):
    calls.append(name)
    if name == "forbidden":
        raise AttributeError(f"module says no to {name}")
    return f"lazy {name}"


def __dir__():
    return ["b", "a"]
