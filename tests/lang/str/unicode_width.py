# Slices and concatenations that widen or narrow the storage of a string.
s = "ascii"
w = s + "é" + "日" + "😀"
print(len(w), w[:5] == s, w[:6], w[:7], w[7], w[5:7], [ord(c) for c in w[5:]])
n = w[:5]
print(n.isascii(), (n + "x").isascii(), w.isascii(), w.replace("😀", "").replace("日", "").replace("é", "") == s)
for c in ("\x7f", "\x80", "\xff", "\u0100", "\uffff", "\U00010000"):
    t = "a" * 3 + c
    print(ascii(t), len(t), ascii(t[::-1]), t.index(c), t[3] == c, ascii(t.center(9, c)), ascii(c.join("ab")), t < "aaab", ascii(max(t)))
print(w.partition("日"), w.split("é"), w.rfind("a"), w.count("i"), w * 2 == w + w, w.startswith("ascii"), w[::-1][:3])
