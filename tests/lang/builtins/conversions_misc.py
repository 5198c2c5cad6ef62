# round, abs, divmod, pow, hash, bin, chr, ascii, format, repr, iter, next, slice, id.
print(abs(-5), abs(2.5), abs(-0.0), abs(3 - 4j), abs(True), divmod(7, -2), divmod(-7.5, 2), divmod(True, 1), round(7, -1), round(2.567, 2), pow(2, 5), pow(2, 5, 7), pow(2.0, -1), pow(2, -1, 5))
print(bin(10), oct(10), hex(255), bin(-5), hex(-1), ascii("é\n'"), repr("é"), format(255, "#x"), format(2.5, ".3f"), format("s", ">5"), format(None), chr(9731), ord("☃"), hash("") == hash(""), hash(()) == hash(()), hash(None) == hash(None), bool([]), int("7"), float("1.5"), complex("1j"), str(5), list("ab"), tuple("ab"), dict(a=1), set("a"), frozenset("a"), bytes(2), bytearray(1), object.__name__, type(object()).__name__)
it = iter([1, 2])
print(next(it), next(it), next(it, None), next(iter(()), "d"), list(iter(lambda c=iter("abc.d"): next(c), ".")), sorted([3, 1, 2], reverse=True), list(reversed("abc")), list(enumerate("ab", 1)), list(zip("ab", (1, 2))), list(map(str.upper, "ab")), list(filter(str.isdigit, "a1b2")))
print(eval("1 + 2"), eval("x * 2", {"x": 5}), eval("[i for i in range(3)]"), eval(" 7 "), eval(compile("8", "<c>", "eval")), exec("y = 3"), y)
exec(compile("def made(a): return a + 1", "<c>", "exec"))
print(made(1), compile("1", "<c>", "eval").co_filename, __name__, __doc__, __builtins__ is not None, __file__.endswith("conversions_misc.py"), __spec__)
import builtins
print(builtins.len is len, hasattr(builtins, "print"), builtins.__name__, sorted(n for n in dir(builtins) if n.startswith("is")), Ellipsis is ..., NotImplemented.__class__.__name__, __debug__)
