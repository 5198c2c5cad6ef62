# split, rsplit, splitlines, partition, join.
s = "  one  two three  "
print(s.split(), s.split(None, 1), s.rsplit(None, 1), s.split(" "), s.split("  "), s.split(maxsplit=0), s.rsplit(maxsplit=2))
print("a,b,,c,".split(","), "a,b,,c,".split(",", 2), "a,b,,c,".rsplit(",", 2), "".split(), "".split(","), "a--b--c".split("--"), "abc".split("x"), " \n ".split())
print("a\nb\r\nc\rd\x0be\x0cf\x1cg\x85h\u2028i".splitlines(), "a\nb\n".splitlines(True), "".splitlines(), "\n".splitlines(), "a\n\nb".splitlines())
print("key=value=x".partition("="), "key=value=x".rpartition("="), "none".partition("="), "none".rpartition("="))
print(",".join(["a", "b", "c"]), ",".join([]), ",".join(["x"]), "".join("abc"), "-".join(str(i) for i in range(5)), ", ".join({"k": 1, "j": 2}), "é".join(["日", "本"]))
for call in (lambda: "a".split(""), lambda: "a".partition(""), lambda: ",".join([1]), lambda: ",".join(["a", None]), lambda: ",".join(5), lambda: "a".split(1)):
    try:
        print(call())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
