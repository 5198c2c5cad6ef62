# stdin: a b c
# Reading sys.stdin by line and to the end.
import sys

for line in sys.stdin:
    print(repr(line))
print(repr(sys.stdin.read()), repr(sys.stdin.readline()))
