# stdin: first line
# input() reads a line, and end of file is an error.
line = input("prompt> ")
print(repr(line))
try:
    input()
except EOFError as error:
    print(type(error).__name__, error)
