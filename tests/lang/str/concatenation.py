# + and * and +=, also on text that other names still hold.
s = ""
for i in range(1000):
    s += str(i % 10)
print(len(s), s[:20], s[-5:])
t = s
s += "tail"
print(len(t), len(s), t == s[:-4])
u = "é"
for i in range(5):
    u = u + "日" + u
print(len(u), u.count("é"), u[:8])
print("ab" * 3, 3 * "ab", "ab" * 0, "ab" * -5, "" * 1000, "é" * 4, "ab" "cd", ("x" "y") * 2)
parts = ["a", "b"]
text = "x"
for _ in range(3):
    text += text
    parts += [text]
print(parts)
d = {"k": "v"}
d["k"] += "w"
print(d)
try:
    "a" * (1 << 70)
except (OverflowError, MemoryError) as error:
    print(type(error).__name__, error)
