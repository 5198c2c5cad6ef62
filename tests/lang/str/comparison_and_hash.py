# Ordering by code point; equality across widths; interning is invisible.
words = ["b", "a", "B", "é", "z", "", "aa", "a ", "日", "😀", "\uffff", "a\0"]
print(sorted(words), max(words), min(words))
print("a" < "b", "a" < "A", "abc" < "abd", "ab" < "abc", "" < "a", "é" > "z", "\uffff" < "😀", "a" == "a", "a" != "b", "a" == 97, "a" == b"a")
a = "hello world"
b = "".join(["hello", " ", "world"])
print(a == b, hash(a) == hash(b), {a: 1}[b], a in {b}, "x" * 3 == "xxx", hash("") == hash(b""))
for op in ("'a' < 1", "'a' >= None", "'a' + 1", "'a' - 'b'", "'a' * 'b'", "1 + 'a'", "'a' + b'a'", "-'a'", "'a' * 1.5"):
    try:
        print(eval(op))
    except TypeError as error:
        print(op, "->", error)
