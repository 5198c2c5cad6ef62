# array: every type code, its limits and messages; all methods; buffers.
from array import array, typecodes, ArrayType
import array as am
print(typecodes, ArrayType is array, sorted(n for n in dir(array) if not n.startswith('__')))
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
for c in 'bBhHiIlLqQ':
    for v in (1, -1, 127, 128, 255, 256, -129, 32768, 65536, -32769, 2**31, 2**32, -2**31-1, 2**63, 2**64, -2**63-1, 2**70, 'a', 1.5, None):
        t(lambda: array(c, [v]))
for c in 'fd':
    for v in (1, 1.5, 'a', None, 2**2000, 1e300): t(lambda: array(c, [v]))
for c in 'uw':
    for v in ('a', 'ab', 1, b'a'): t(lambda: array(c, [v]))
a = array('i', range(10))
t(lambda: array()); t(lambda: array(1)); t(lambda: array('ii')); t(lambda: array('i', 5)); t(lambda: array('i', 'abc')); t(lambda: array('w', 'abc')); t(lambda: array('i', array('d', [1.5]))); t(lambda: array('i', b'12345')); t(lambda: array('i', b'1234')); t(lambda: array('i', x=1)); t(lambda: array('i', [1], 2)); t(lambda: array('d', array('i', [1])))
t(lambda: a[3]); t(lambda: a[-1]); t(lambda: a[10]); t(lambda: a['a']); t(lambda: a[1:5]); t(lambda: a[::-2]); t(lambda: a[5:1])
def setit(k, v):
    b = array('i', a); b[k] = v; return b
def delit(k):
    b = array('i', a); del b[k]; return b
t(lambda: setit(0, 5)); t(lambda: setit(20, 5)); t(lambda: setit(0, 'a')); t(lambda: setit(slice(1,3), array('i', [9]))); t(lambda: setit(slice(1,3), [9])); t(lambda: setit(slice(1,3), array('d', [9]))); t(lambda: setit(slice(0,10,2), array('i', [9]*5))); t(lambda: setit(slice(0,10,2), array('i', [9]*4))); t(lambda: setit('a', 1))
t(lambda: delit(0)); t(lambda: delit(slice(2, 5))); t(lambda: delit(slice(0, 10, 3))); t(lambda: delit(slice(None, None, -2))); t(lambda: delit(11))
t(lambda: a + a); t(lambda: a + array('d')); t(lambda: a + [1]); t(lambda: a * 2); t(lambda: 2 * array('b', [1])); t(lambda: a * -1); t(lambda: a * 'a')
def m(name, *args, code='i', init=(3, 1, 2, 1)):
    b = array(code, init); r = getattr(b, name)(*args); return r, b
for call in (('append', 5), ('append', 'x'), ('extend', [7, 8]), ('extend', array('i', [1])), ('extend', array('d', [1])), ('extend', 5), ('insert', 0, 9), ('insert', -1, 9), ('insert', 100, 9), ('pop',), ('pop', 0), ('pop', 10), ('remove', 1), ('remove', 99), ('index', 1), ('index', 1, 2), ('index', 1, 2, 3), ('index', 77), ('count', 1), ('count', 'x'), ('reverse',), ('byteswap',), ('tolist',), ('tobytes',), ('fromlist', [1, 2]), ('fromlist', [1, 'a']), ('fromlist', (1,)), ('frombytes', b'1234'), ('frombytes', b'12'), ('tounicode',), ('fromunicode', 'a'), ('clear',), ('__sizeof__',), ('__copy__',), ('__deepcopy__', {})):
    if call[0] == '__sizeof__': continue
    t(lambda: m(*call))
t(lambda: array('i').pop()); t(lambda: array('w', 'héllo').tounicode()); t(lambda: m('fromunicode', 'xy', code='w', init='a')); t(lambda: array('w', 'ab')[1])
t(lambda: a == list(a)); t(lambda: a == array('d', a)); t(lambda: a < array('i', [0, 1, 3])); t(lambda: a != a); t(lambda: a < [1]); t(lambda: hash(a)); t(lambda: 3 in a); t(lambda: 'x' in a); t(lambda: list(a)); t(lambda: iter(a).__reduce__()[1:]); t(lambda: len(a)); t(lambda: bool(array('i'))); t(lambda: a.itemsize); t(lambda: a.typecode)
t(lambda: type(iter(a)).__name__); t(lambda: repr(array('w', 'a"\'b'))); t(lambda: repr(array('d', [1.5, float('nan')]))); t(lambda: repr(array('f', [0.1]))); t(lambda: bytes(a[:2])); t(lambda: bytearray(a[:1])); t(lambda: memoryview(a)[3]); t(lambda: memoryview(a).format); t(lambda: memoryview(a).itemsize); t(lambda: memoryview(a).tolist()); t(lambda: memoryview(array('d', [1.5])).cast('B').tolist()); t(lambda: b''.join([a[:1]])); t(lambda: a.buffer_info()[1])
b = array('i', [1, 2]); v = memoryview(b); v[0] = 7; print(b)
t(lambda: b.append(3)); v.release(); t(lambda: b.append(3)); print(b)
class Sub(array): pass
s = Sub('i', [1]); s.x = 1; print(s, s.x, s[:1], type(s[:1]).__name__)
import io
b = array('H'); b.frombytes(b'abcd'); print(b); f = io.BytesIO(); f.write(array('B', [1,2])); print(f.getvalue())
b += array('H', [1]); print(b); b *= 2; print(b)
try: b += [1]
except TypeError as e: print(e)
print([x for x in array('q', [1, 2])], sum(array('d', [0.5, 1])), max(array('b', [1, 5, 2])), sorted(array('i', [3, 1])), min(a))
f = io.BytesIO(b'12345678'); c = array('i'); c.fromfile(f, 2) if hasattr(c, 'fromfile') else None; print(c)
t(lambda: c.fromfile(io.BytesIO(b'1'), 1)); g = io.BytesIO(); c.tofile(g); print(g.getvalue())
match a:
    case [0, *r]: print('seq', len(r))
