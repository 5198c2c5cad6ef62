# exit: 1
def greet(name, *, greeting):
    return f"{greeting}, {name}"


def main():
    print(greet("Bob", greeting="Hi"))
    print(greet("Bob"))


if __name__ == "__main__":
    main()
