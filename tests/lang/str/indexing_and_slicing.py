# Code points, not bytes: ASCII, Latin-1, BMP and astral text index alike.
for s in ("hello world", "naïve café", "日本語テキスト", "a😀b😁c", ""):
    print(len(s), s[::-1], s[1:4], s[-3:], s[:-2], s[::2], s[5:2], s[10:100], s[-100:2], s[:], s[3::-1])
    for i in (0, -1, 3, -4):
        try:
            print(i, s[i], end="; ")
        except IndexError as error:
            print(i, error, end="; ")
    print()
for bad in ("'abc'['a']", "'abc'[1.0]", "'abc'[::0]", "'abc'[None]"):
    try:
        s, key = "abc", {"'a'": "a", "1.0": 1.0, "None": None}.get(bad[6:-1], slice(None, None, 0))
        s[key]
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
