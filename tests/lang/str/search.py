# find, index, count, in, startswith and endswith with their bounds.
s = "the cat sat on the mat"
for sub in ("the", "at", "", "x", "mat", "the mat and more", " "):
    print(repr(sub), s.find(sub), s.rfind(sub), s.count(sub), sub in s, s.startswith(sub), s.endswith(sub), s.find(sub, 5), s.rfind(sub, 0, 10), s.count(sub, 3, -3), s.find(sub, -4), s.find(sub, 50))
print("aaaa".count("aa"), "".find(""), "".count(""), "abc".count(""), "abc".find("", 3), "abc".find("", 4), "abc".rfind("", 1, 2))
print(s.startswith(("a", "the")), s.endswith(("x", "mat")), s.startswith("cat", 4), s.startswith("cat", 4, 6), s.startswith(()), "".startswith(""), "a".startswith("", 2), "a".startswith("", 1))
print("日本語".find("語"), "a😀b".index("b"), "é" in "café", "É" in "café", "x" * 1000 + "y" in "x" * 5000 + "y")
for call in (lambda: s.index("dog"), lambda: s.rindex("dog"), lambda: 1 in s, lambda: s.find(1), lambda: s.startswith(1), lambda: s.startswith([]), lambda: s.count(None), lambda: s.endswith(("a", 1))):
    try:
        print(call())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
