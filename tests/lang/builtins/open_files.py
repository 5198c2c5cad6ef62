# open: modes, text and binary, iteration, seek, context, errors.
import os
import tempfile

folder = tempfile.mkdtemp()
path = os.path.join(folder, "file.txt")
with open(path, "w", encoding="utf-8") as f:
    print(f.write("line one\n"), f.write("line tw\u00f6\n"), f.writelines(["3\n", "4"]), f.tell() > 0, f.name == path, f.mode, f.closed)
print(f.closed)
with open(path, encoding="utf-8") as f:
    print(repr(f.read(4)), repr(f.readline()), f.readlines(), repr(f.read()))
    f.seek(0)
    print([line.rstrip() for line in f], next(f, "end"))
with open(path, "rb") as f:
    print(f.read(6), f.tell(), f.seek(-2, 2), f.read(), f.seek(0), f.readline())
with open(path, "a") as f:
    f.write("\nappended")
with open(path, "r+") as f:
    f.write("LINE")
    f.seek(0)
    print(f.read().split("\n"))
with open(path, "wb") as f:
    print(f.write(b"a\r\nb\rc\n"))
print(open(path).read().encode(), open(path, newline="").read().encode(), list(open(path)))
with open(path, "x" if not os.path.exists(path) else "w") as f:
    print("x", 5, file=f)
print(repr(open(path).read()), os.path.getsize(path), os.path.exists(path))
for action in (lambda: open(path, "x"), lambda: open("/no/such/dir/f"), lambda: open(path, "q"), lambda: open(path, "rw"), lambda: f.write("closed"), lambda: open(path).write("x"), lambda: open(path, "rb", encoding="utf-8"), lambda: open(folder), lambda: open(path, "wb").write("text")):
    try:
        print(action())
    except (OSError, ValueError, TypeError) as error:
        print(type(error).__name__, str(error).replace(folder, "DIR"))
os.remove(path)
os.rmdir(folder)
print(os.path.exists(folder))
