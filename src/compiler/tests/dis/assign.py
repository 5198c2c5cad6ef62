a = b = 1
a, b = b, a
def swap(x, y, z):
    x, y = y, x
    x, y, z = z, x, y
    (p, q), *r, s = x
    [t] = y
    o.attr = v
    o[i] = v
    o[i:j] = v
    o[1:2] = v
    o[i:j:k] = v
    return p, q, r, s, t
def augmented(x):
    x += 1
    o.attr -= x
    o[i] *= x
    o[i:j] @= x
def delete(x):
    del x, o.attr, o[i], o[i:j], (p, [q])
    del x
