# string and textwrap from the standard library.
import string
import textwrap

print(string.ascii_lowercase, string.digits, string.punctuation, string.hexdigits, repr(string.whitespace), string.capwords("hello big world"))
t = string.Template("$who likes ${what}; $$5")
print(t.substitute(who="tim", what="kung pao"), t.safe_substitute(who="x"))
try:
    t.substitute(who="x")
except KeyError as error:
    print("KeyError", error)
print(textwrap.fill("The quick brown fox jumps over the lazy dog", 16), textwrap.dedent("  a\n    b\n  c"), textwrap.indent("a\nb", "> "), textwrap.shorten("hello wide world", 12), textwrap.wrap("a bb ccc", 4), sep="\n")
print(string.Formatter().format("{0} {x}", 1, x=2), list(string.Formatter().parse("a{b!r:>5}c")))
