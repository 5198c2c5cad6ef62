# Conversions of long digit strings are limited; the limit can be moved.
import sys

print(sys.get_int_max_str_digits(), sys.int_info.default_max_str_digits, sys.int_info.str_digits_check_threshold)
for call in (lambda: int("1" * 4300), lambda: int("1" * 4301), lambda: str(10 ** 4299), lambda: str(10 ** 4300), lambda: hex(10 ** 5000)):
    try:
        print(len(hex(call()) if not isinstance(call(), str) else call()))
    except ValueError as error:
        print(error)
sys.set_int_max_str_digits(0)
print(len(str(10 ** 5000)), int("7" * 6000) % 1000)
sys.set_int_max_str_digits(640)
try:
    str(10 ** 640)
except ValueError as error:
    print(error)
try:
    sys.set_int_max_str_digits(100)
except ValueError as error:
    print(error)
