# Where `:=` cannot stand inside comprehensions, what may follow it, and comprehensions that wait.
texts = '''(x := 5) = 6
(f()) = 1
(yield) = 1
(f(), x) = 1
{i: 1 for i in (lambda: (k := 1))()}
[i for i in [(m := 1) for q in y]]
[(c := 1) for a, (*b, c[d+e::f(g)], h.i) in j]
[(a := 1) for a, (*b, c[d+e::f(g)], h.i) in j]
[i async for i in a]
[[i async for i in a] for a in elts]
class A: [i async for i in a]
(i async for i in a)
async def f(): return [[i async for i in a] for a in elts]
f'{a $ b}'
f'{a; b}'
f'{import x}'
'''
for text in texts.splitlines():
    try:
        compile(text, 's', 'exec')
        print(text, 'is right')
    except SyntaxError as e:
        print(text, '|', e.msg, e.offset, e.end_offset)
