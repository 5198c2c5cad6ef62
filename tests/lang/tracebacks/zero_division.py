# exit: 1
# oracle: 3.14
def divide(a, b):
    return a / b


def main():
    print("before")
    total = 1 + divide(10, 0) * 2
    print("never", total)


main()
