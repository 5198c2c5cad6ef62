# re: the common forms.
import re

print(re.match(r"(\w+)@(\w+)\.com", "user@site.com").groups(), re.search(r"\d+", "abc123def").group(), re.findall(r"\d", "a1b2"), re.findall(r"(\w)(\d)", "a1b2"), re.sub(r"\s+", "-", "a  b c"), re.sub(r"(\w)", r"<\1>", "ab"), re.sub("a", lambda m: m.group().upper(), "banana", count=2), re.split(r"[,;]", "a,b;c"), re.split(r"(,)", "a,b"), re.fullmatch("a+", "aaa").span(), re.match("b", "ab"), re.subn("a", "x", "aba"))
m = re.search(r"(?P<year>\d{4})-(?P<month>\d\d)(-(?P<day>\d\d))?", "on 2024-05 it")
print(m.group("year"), m["month"], m.groupdict(), m.start(), m.end("month"), m.span(2), m.string, m.lastgroup, m.pos, m.group(0, 1), m.expand(r"\g<month>/\1"), m.re.groups, m)
p = re.compile(r"^\s*(a|b)*?c$", re.I | re.M)
print(p.findall("aBc\nc\nxc"), p.flags & re.I != 0, p.pattern, [x.group() for x in re.finditer(r"\b\w", "hello big world")], re.escape("a.b*c"), re.sub(r"(?<=a)b", "X", "ab cb"), re.sub(r"b(?!c)", "X", "bc bd"), re.findall(r"(?:ab)+", "ababab"), re.findall(r"a{2,3}", "aaaaa"), re.findall(r".", "a\n"), re.findall(r".", "a\n", re.S), re.findall("é|日", "é日"), re.match(rb"\d", b"5").group(), re.sub("x*", "-", "abxd"))
for bad in ("(", "[a", "*a", "a**", r"\1", "(?P<n>a)(?P<n>b)", "(?z)", "a{2,1}", "(?<=a+)b"):
    try:
        re.compile(bad)
        print(bad, "compiles")
    except re.error as error:
        print(bad, "->", error)
