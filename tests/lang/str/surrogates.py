# Lone surrogates live in strings and behave as code points.
s = "a\ud800b\udfff"
print(len(s), ascii(s), ascii(s[1]), ord(s[1]), ascii(s[::-1]), s.find("\udfff"), ascii(s.upper()), "\ud800" in s, s == "a\ud800b\udfff", hash(s) == hash("a" + chr(0xD800) + "b" + chr(0xDFFF)))
print(ascii("\ud83d" + "\ude00"), len("\ud83d" + "\ude00"), ("\ud83d" + "\ude00") == "😀", ascii(s.replace("\ud800", "x")), {s: 1}[s])
try:
    print(s.encode())
except UnicodeEncodeError as error:
    print(error)
