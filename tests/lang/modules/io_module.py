# io: StringIO, BytesIO, text wrappers.
import io

s = io.StringIO("line1\nline2\nline3")
print(s.read(3), s.readline(), s.readlines(), s.read(), s.seek(0), list(s), s.tell(), s.getvalue()[:5])
w = io.StringIO()
print(w.write("abc"), w.writelines(["d", "e"]), print("f", file=w), w.getvalue(), w.seek(1), w.write("X"), w.getvalue(), w.truncate(3), w.getvalue(), w.closed, w.readable(), w.seekable())
b = io.BytesIO(b"bytes here")
print(b.read(5), b.read1(2), b.readline(), b.getvalue(), b.seek(-4, 2), b.read(), b.write(b"!!"), b.getvalue(), b.getbuffer()[0], b.tell())
t = io.TextIOWrapper(io.BytesIO("é\r\nb\n".encode()), encoding="utf-8")
print(t.readline(), t.read(), t.encoding, t.buffer is not None)
s.close()
for action in (lambda: s.read(), lambda: io.StringIO(5), lambda: io.BytesIO("x"), lambda: b.write("text"), lambda: w.write(b"x"), lambda: b.seek(-1)):
    try:
        print(action())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
with io.StringIO() as f:
    f.write("in with")
    print(f.getvalue())
print(f.closed, issubclass(io.StringIO, io.TextIOBase), isinstance(b, io.IOBase), io.DEFAULT_BUFFER_SIZE > 0)
