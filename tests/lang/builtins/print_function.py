# print: separators, ends, files, flushing.
import io
import sys

print()
print(1, "a", None, 2.5, [1])
print(1, 2, sep="-")
print(1, 2, sep="")
print(1, 2, sep=None, end=None)
print("no newline", end="")
print("!", end="\n\n")
print(*[], sep="x")
print("", "", sep="|")
print("é日😀", "\t|", "\x41")
f = io.StringIO()
print("to", "file", sep="_", end=".", file=f)
print(repr(f.getvalue()))
print("x", file=sys.stdout, flush=True)
print(file=None)


class Writer:
    def __init__(self):
        self.parts = []

    def write(self, s):
        self.parts.append(s)

    def flush(self):
        self.parts.append("<flush>")


w = Writer()
print("a", 1, file=w, flush=True)
print(w.parts)


class S:
    def __str__(self):
        return "via str"


print(S(), [S().__str__()])
for action in (lambda: print(1, file=5), lambda: print(1, sep=5), lambda: print(1, end=b""), lambda: print(1, bad=1)):
    try:
        action()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
old = sys.stdout
sys.stdout = io.StringIO()
print("captured")
captured = sys.stdout.getvalue()
sys.stdout = old
print(repr(captured), sys.stdout.write("direct\n"))
sys.stdout.write("last without newline")
