# open() and file objects: modes, newlines, encodings, positions, messages.
import builtins, io, sys, time

P = f'/tmp/taipan_files_{time.time_ns()}'


def print(*args, **kw):
    if 'file' in kw:
        return builtins.print(*args, **kw)
    builtins.print(*(str(a).replace(P, 'FILE') for a in args), **kw)


def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)


t(lambda: open('/nonexistent/x')); t(lambda: open('/tmp')); t(lambda: open(P, 'q')); t(lambda: open(P, 'rw')); t(lambda: open(P, '')); t(lambda: open(P, 'rbt')); t(lambda: open(P, 'rb', encoding='utf-8')); t(lambda: open(P, 'rb', newline='')); t(lambda: open(P, 'rb', errors='strict')); t(lambda: open(P, 'r', newline='x')); t(lambda: open(P, 'w', buffering=0)); t(lambda: open(P, encoding='nope')); t(lambda: open(1.5)); t(lambda: open(None)); t(lambda: open(P, 5)); t(lambda: open(-1)); t(lambda: open(9999))
with open(P, 'w', encoding='utf-8') as f:
    print(f.write('line1\n'), f.write('zwei ü€😀\r\n'), f.write('three\rfour'), f.tell(), f.name, f.mode, f.closed, f.encoding, f.errors, f.newlines, f.line_buffering, f.isatty(), f.readable(), f.writable(), f.seekable(), f.fileno() > 2)
    t(lambda: f.read()); t(lambda: f.write(b'x')); t(lambda: f.write(5)); t(lambda: f.writelines(['a', 'b'])); t(lambda: f.writelines([1])); t(lambda: f.readline()); t(lambda: next(f)); t(lambda: repr(f)); t(lambda: f.truncate(5))
print(f.closed); t(lambda: f.write('x')); t(lambda: f.read()); t(lambda: f.close()); t(lambda: f.__enter__()); t(lambda: f.tell()); t(lambda: f.fileno()); t(lambda: list(f)); t(lambda: f.flush()); t(lambda: f.isatty())
with open(P, 'wb') as f: print(f.write(b'a\nb\r\nc\rd\n\xc3\xbc\n'), f)
for nl in (None, '', '\n', '\r', '\r\n'):
    with open(P, newline=nl, encoding='utf-8') as f: print(repr(nl), f.readlines(), f.newlines)
    with open(P, newline=nl, encoding='utf-8') as f: print([f.read(1), f.read(3), f.readline(), f.readline(2), f.read(), f.read(), f.readline()])
for nl in (None, '', '\n', '\r', '\r\n'):
    with open(P + '2', 'w', newline=nl) as f: f.write('a\nb\r\nc')
    print(open(P + '2', 'rb').read())
with open(P, 'rb') as f:
    print(f.read(3), f.tell(), f.seek(0), f.readline(), f.readline(2), f.readlines(), f.read(), f.seek(-2, 2), f.read(), f.seek(1), f.peek(2)[:2], f.read1(2), f.name, f.mode, f.closed, f.raw.name, f)
    b = bytearray(4); f.seek(0); print(f.readinto(b), b); b = memoryview(bytearray(3)); print(f.readinto(b), bytes(b)); t(lambda: f.write(b'x')); t(lambda: f.readinto(b'abc')); t(lambda: f.seek(-1)); t(lambda: f.read('x'))
for enc in ('ascii', 'latin-1', 'utf-8', 'utf-16', 'utf-8-sig'):
    for err in ('strict', 'replace', 'ignore', 'backslashreplace', 'surrogateescape'):
        try:
            with open(P, 'w', encoding=enc, errors=err) as f: f.write('aü€\n')
            print(enc, err, open(P, 'rb').read(), ascii(open(P, encoding=enc, errors=err).read()))
        except UnicodeError as e: print(enc, err, type(e).__name__, e)
open(P, 'wb').write(b'ab\xff\xfecd')
t(lambda: open(P, encoding='utf-8').read()); t(lambda: open(P, encoding='ascii').read()); t(lambda: open(P, encoding='utf-8', errors='surrogateescape').read()); t(lambda: open(P, encoding='utf-8', errors='ignore').readline())
with open(P, 'w+') as f: f.write('hello world'); f.seek(0); print(f.read(5)); f.seek(6); f.write('W'); f.seek(0); print(f.read()); print(f.seek(0, 2)); t(lambda: f.seek(-1, 2)); t(lambda: f.seek(1, 1)); t(lambda: f.seek(-1)); t(lambda: f.seek(0, 5))
with open(P, 'a') as f: f.write('!'); print(f.tell())
with open(P, 'r+') as f: f.seek(5); print(f.truncate(), f.read(), f.tell()); f.seek(0); print(f.read())
t(lambda: open(P, 'x'))
with open(P, 'a+') as f: print(f.read(), f.tell()); f.seek(0); print(f.read())
with open(P, 'r+b') as f: f.write(b'XY'); f.seek(0); print(f.read())
with open(P, 'wb', 0) as f: print(type(f).__name__, f.write(b'raw'), open(P).read())
with open(P, 'w', 1) as f: f.write('x\ny'); print(repr(open(P).read()), f.line_buffering)
print(type(open(P)).__mro__[:3], type(open(P, 'rb')).__name__, type(open(P, 'wb')).__name__, type(open(P, 'r+b')).__name__)
print(isinstance(open(P), io.TextIOBase), isinstance(open(P, 'rb'), io.BufferedIOBase), isinstance(open(P, 'rb'), io.BufferedReader), isinstance(open(P, 'wb'), io.BufferedWriter), isinstance(open(P,'r+b'), io.BufferedRandom), isinstance(open(P, 'rb', 0), io.FileIO), isinstance(open(P, 'rb', 0), io.RawIOBase), issubclass(io.UnsupportedOperation, OSError), issubclass(io.UnsupportedOperation, ValueError))
print(sys.stdout.name, sys.stdin.mode, sys.stderr.errors, sys.stdout.encoding, sys.stdout.buffer.name, isinstance(sys.stdout, io.TextIOWrapper), sys.stdin.readable(), sys.stdout.writable())
try: open('/nonexistent')
except OSError as e: print(e.errno, e.strerror, e.filename, e.args, repr(e))
fd = open(P, 'w').fileno()
f = open(P); d = f.detach(); print(type(d).__name__); t(lambda: f.read())
class R(io.RawIOBase):
    def readable(self): return True
    def readinto(self, b): b[:2] = b'hi'; return 2
print(R().read(2), io.BytesIO(b'abc').read(2), io.TextIOWrapper(io.BytesIO(b'x\ny\n')).readlines())
s = io.StringIO('a\nb'); print(s.readline(), s.read(), s.seek(0), s.write('Z'), s.getvalue(), s.tell(), s.truncate(1), s.getvalue(), list(io.StringIO('x\ny')))
t(lambda: io.StringIO(b'x')); t(lambda: io.BytesIO('x')); t(lambda: io.StringIO().write(b'')); t(lambda: io.BytesIO().write('')); t(lambda: io.StringIO().fileno())
b = io.BytesIO(b'hello'); print(b.read(2), b.tell(), b.seek(-1, 2), b.read(), b.getvalue(), b.getbuffer()[0], b.readable()); b.close(); t(lambda: b.read())
with open(P, 'w') as f: print('a', 1, file=f, end='|'); print('b', file=f)
print(open(P).read())
t(lambda: print('x', file=5)); t(lambda: print('x', file=open(P)))
with open(P, 'w') as f: f.writelines(str(i) + '\n' for i in range(5))
with open(P) as f:
    for line in f:
        print(line, end='')
        if line == '2\n': break
    t(lambda: f.tell())
    print(f.read())
from io import open as o2, SEEK_SET, SEEK_CUR, SEEK_END, DEFAULT_BUFFER_SIZE, text_encoding
print(o2 is open, text_encoding(None))
for name in (P, P + '2'):
    open(name, 'w').close()
