# Counter, defaultdict, OrderedDict, ChainMap.
from collections import ChainMap, Counter, OrderedDict, defaultdict

c = Counter("mississippi")
print(c, c["s"], c["zzz"], c.most_common(2), sorted(c.elements()), c.total(), Counter(a=2, b=1), Counter({"x": 3}))
c.update("miss")
c.subtract("iiii")
print(sorted(c.items()), c + Counter(z=1), c - Counter(s=4), c & Counter(s=2, i=1), c | Counter(p=9), +Counter(a=-1, b=2), -Counter(a=-1), Counter(a=1) <= Counter(a=2), Counter(a=0) == Counter())
d = defaultdict(list)
for k, v in [("a", 1), ("b", 2), ("a", 3)]:
    d[k].append(v)
print(d, d.get("z"), "z" in d, d["z"], dict(d), d.default_factory, defaultdict(int, a=1)["b"], defaultdict(lambda: 7)["k"])
try:
    defaultdict()["missing"]
except KeyError as error:
    print("KeyError", error)
try:
    defaultdict(5)
except TypeError as error:
    print(error)
o = OrderedDict(a=1, b=2, c=3)
o.move_to_end("a")
print(o, o.popitem(last=False), o, o == OrderedDict(c=3, a=1), o == {"a": 1, "c": 3}, OrderedDict(a=1, c=3) == o, list(reversed(o)))
o.move_to_end("a", last=False)
print(o, o | {"z": 0})
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
m["c"] = 4
print(m["a"], m["b"], m, list(m), len(m), m.new_child({"a": 0})["a"], m.parents, "b" in m, m.get("q", "none"))
try:
    del m["b"]
except KeyError as error:
    print(error)
words = Counter()
for w in "the cat the dog the end".split():
    words[w] += 1
print(words.most_common(), max(words, key=words.get))
