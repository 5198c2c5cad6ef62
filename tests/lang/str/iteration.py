# Iterating over text, also reversed, zipped, unpacked and enumerated.
for s in ("abc", "aéb", "日😀", ""):
    print(list(s), [c for c in s], list(reversed(s)), tuple(s), set(s) == set(list(s)), dict(zip(s, range(9))), [*s], list(enumerate(s, 1)))
a, b, *rest = "héllo"
print(a, b, rest)
it = iter("xy")
print(next(it), it.__length_hint__(), next(it), next(it, "end"), next(it, "still"))
print(max("hello"), min("hello"), sorted("hello"), "".join(sorted(set("mississippi"))), sum(ord(c) for c in "abc"), any(c.isdigit() for c in "ab1"), list(map(str.upper, "abc")), list(filter(str.isalpha, "a1b2")))
