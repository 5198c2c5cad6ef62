# env: PYTHONHASHSEED=0
# With a fixed seed the hashes of strings are those of SipHash-1-3, and sets of strings have a fixed order.
print(hash("a"), hash("hello"), hash("é"), hash(b"a"), hash("日本"), hash("x" * 100))
print({"a", "b", "c", "d"}, set("hello world"), {"one": 1, "two": 2}, frozenset(["x", "y"]))
