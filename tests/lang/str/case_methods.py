# Case conversion, with characters that change length or have title forms.
for s in ("Hello World", "straße", "ÀÉÎ", "ǆ ǅ Ǆ", "ﬁne", "İstanbul", "ΑΣ", "they're bill's", "3rd time", "", "ß", "i̇"):
    print(repr(s), s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold())
print("ΟΔΥΣΣΕΥΣ".lower(), "STRASSE".casefold() == "straße".casefold(), "ŉ".upper(), len("ŉ".upper()))
