# repr chooses quotes and escapes what does not print; ascii escapes the rest.
for s in ("plain", "it's", 'say "hi"', "it's \"both\"", "tab\tnew\nret\rback\\", "\0\x01\x1f\x7f\x80\xa0\xad", "é", "\u200b\u2028\ufeff", "😀", "\ud800", "\U0010ffff", "日", "\x85"):
    try:
        print(repr(s))
    except UnicodeEncodeError as error:
        print("cannot print", error.reason)
    print(ascii(s), len(s))
print("\x41\u0042\U00000043\103\N{LATIN SMALL LETTER E WITH ACUTE}\N{GREEK SMALL LETTER ALPHA}", "a\
b", '\'\"\\', "\a\b\f\v".encode(), r"\n\x", r"\\", "\0" "1", "\07" == "\7")
