# Growth, deletion and churn in a large table.
d = {}
for i in range(5000):
    d[i] = i * i
for i in range(0, 5000, 2):
    del d[i]
print(len(d), sum(d), sum(d.values()), next(iter(d)), d.popitem())
for i in range(0, 5000, 2):
    d[str(i)] = i
print(len(d), list(d)[:3], list(d)[-3:], all(d[str(i)] == i for i in range(0, 5000, 2)))
s = {f"key{i}": i for i in range(1000)}
print(sum(s[f"key{i}"] for i in range(1000)), "key1000" in s)
q = {}
for i in range(1000):
    q[i] = 1
    if i >= 3:
        del q[i - 3]
print(q)
for i in range(100):
    q.pop(next(iter(q)))
    q[i - 1000] = i
print(list(q.items()))
e = dict.fromkeys(range(100))
e.clear()
e["again"] = 1
print(e, {2 ** 64 + i: i for i in range(3)}, {-1: "a", -2: "b"}, {hash(-1): 1, hash(-2): 2})
