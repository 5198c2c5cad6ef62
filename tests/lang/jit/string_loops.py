# Building and reading text in hot loops: widening characters, quadratic-looking appends, slices.
def build(n):
    s = ""
    for i in range(n):
        s += chr(97 + i % 26)
    return s


def widen(n):
    s = ""
    for i in range(n):
        s += "a" if i < 20 else "é" if i < 30 else "日" if i < 40 else "😀"
    return s


def vowels(text):
    n = 0
    for c in text:
        if c in "aeiou":
            n += 1
    return n


def caesar(text, k):
    out = []
    for c in text:
        if "a" <= c <= "z":
            out.append(chr((ord(c) - 97 + k) % 26 + 97))
        elif c.isupper():
            out.append(chr((ord(c) - 65 + k) % 26 + 65))
        else:
            out.append(c)
    return "".join(out)


def palindromes(text):
    best = ""
    for i in range(len(text)):
        for j in range(i + 1, len(text) + 1):
            if j - i > len(best) and text[i:j] == text[i:j][::-1]:
                best = text[i:j]
    return best


def checksum(text):
    h = 7
    for i in range(len(text)):
        h = (h * 31 + ord(text[i])) & 0xFFFFFFFF
    return h


print(build(60), widen(50), vowels("the quick brown fox " * 10), vowels("日本é" * 10 + "ae"), caesar("Hello, World! " * 3, 3), palindromes("abacdfgdcabaxyzzyx"), checksum("abc" * 20), checksum("é日😀" * 10))
s = t = "start"
for i in range(40):
    s += str(i)
    if i == 20:
        t = s
print(len(s), t[-8:], s.startswith(t))
kept = []
s = ""
for i in range(30):
    s += "x"
    if i % 10 == 9:
        kept.append(s)
print(kept)
out = []
for i in range(40):
    try:
        out.append("a" + (str(i) if i != 30 else i))
    except TypeError as error:
        out.append("E")
print(out[29:32])
text = "word " * 20
count = 0
for w in text.split():
    count += len(w)
    if w is None:
        break
print(count, sum(len(f"{i:03d}|{i / 2:.1f}") for i in range(50)), "".join([str(i % 3) for i in range(30)]).count("012"))
