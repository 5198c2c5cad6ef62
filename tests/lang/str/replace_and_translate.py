# replace, translate, maketrans.
s = "banana"
print(s.replace("a", "o"), s.replace("a", "o", 1), s.replace("a", "o", 0), s.replace("a", "o", -1), s.replace("na", ""), s.replace("", "-"), s.replace("", "-", 3), s.replace("x", "y"), s.replace("a", "aa"), s.replace("ana", "x"), "".replace("", "x"), s.replace("a", "é"), s.replace("a", "b", count=2))
table = str.maketrans({"a": "1", "b": None, ord("n"): "NN"})
print(s.translate(table), str.maketrans("abc", "xyz"), str.maketrans("ab", "xy", "c"), "aabbcc".translate(str.maketrans("ab", "xy", "c")))
print("hello".translate({104: 72, 101: "EE", 108: None}), "日本".translate({26085: "x"}))
for call in (lambda: str.maketrans("ab", "x"), lambda: str.maketrans({"ab": 1}), lambda: str.maketrans(1), lambda: "a".replace("a", 1), lambda: "a".translate({97: 1.5})):
    try:
        print(call())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
