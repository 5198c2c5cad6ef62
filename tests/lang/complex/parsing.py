# complex() of text and of numbers.
for text in ("1", "1j", "j", "-j", "+1+2j", " 1-2j ", "(3+4j)", " ( 5j ) ", "1e5+1e-5j", "inf+nanj", "-inf", "1_0+2_0j", "", "1+", "1 + 2j", "j1", "1+2", "(1", "1+2jj", "a"):
    try:
        print(repr(text), complex(text))
    except ValueError as error:
        print(repr(text), error)
print(complex(), complex(2), complex(2.5, 3), complex(True), complex(real=1, imag=2), complex(imag=5), complex(1 + 2j))
for args in (("1", 2), (1, "2"), (None,), ([],)):
    try:
        print(complex(*args))
    except TypeError as error:
        print(type(error).__name__)
