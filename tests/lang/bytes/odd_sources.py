# Objects that could be made into bytes in several ways.


class Index(bytes):
    def __index__(self):
        raise TypeError('no')


class Text(str):
    def __bytes__(self):
        return b'own'


print(bytes(Index(b'abc')), bytearray(Index(b'abc')))
print(bytes(Text('x')), bytes(Text('é'), 'latin-1'))
for args in (('a',), ('a', None), (1, 'utf-8'), (b'a', 'utf-8'), (b'a', 'utf-8', 'strict')):
    for cls in (bytes, bytearray):
        try:
            print(cls(*args))
        except TypeError as e:
            print(cls.__name__, args, e)
try:
    print(bytearray(Text('x')))
except TypeError as e:
    print(e)
b = bytearray(b'abcdefgh')
b[1::2] = b''
print(b)
b[::-1] = b''
print(b)
b = bytearray(b'abcdef')
view = memoryview(b)
try:
    b[::2] = b''
except BufferError as e:
    print(e)
try:
    b[::2] = b'12'
except ValueError as e:
    print(e)


class Tagged(bytearray):
    pass


t = Tagged(b'x')
t.tag = 1
print(t.__reduce__())
