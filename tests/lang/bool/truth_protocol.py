# oracle: 3.14
# __bool__ first, then __len__, else true.
class A:
    def __bool__(self):
        print("bool")
        return False

    def __len__(self):
        print("len")
        return 1


class B:
    def __len__(self):
        print("len")
        return 0


class C:
    pass


class D:
    def __bool__(self):
        return 1


class E:
    def __len__(self):
        return -1


print(bool(A()), bool(B()), bool(C()), not A(), 1 if B() else 2)
while A():
    print("never")
print(A() and 1 or 2, [x for x in (A(), C()) if x] != [])
for bad in (D, E):
    try:
        if bad():
            print("?")
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
