def values(x):
    match x:
        case 1 | "a" | None | True: a
        case -1.5 | 2+3j: b
        case m.CONST: c
        case y if y > 1: d
        case _: e
def sequences(x):
    match x:
        case []: a
        case [p, q]: b
        case [p, *_]: c
        case [*_, q]: d
        case (p, *r, q): e
        case [[p], [_, _]]: f
def mappings(x):
    match x:
        case {}: a
        case {"k": p, m.K: 1}: b
        case {"k": p, **rest}: c
def classes(x):
    match x:
        case A(): a
        case B(p, _, k=q): b
        case C(D(p) as d): c
def alternatives(x):
    match x:
        case [a, b] | {"a": a, "b": b}: return a
        case (1 as p, q) | (q, 2 as p): return p
    match x:
        case _: return 1
