# The is… methods.
samples = ["", "abc", "ABC", "Abc Def", "123", "12.5", "½", "²", "٣", "Ⅷ", " \t\n", "a1", "_a", "class", "é", "日本", "\u200b", "\x7f", "\n", "a b", "ǅ", "中1", "a\u0301"]
tests = ["isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum", "isspace", "islower", "isupper", "istitle", "isidentifier", "isprintable", "isascii"]
for s in samples:
    print(ascii(s), "".join("01"[getattr(s, name)()] for name in tests))
