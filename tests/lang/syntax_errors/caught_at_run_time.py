# Syntax errors of compile, eval and exec are ordinary exceptions with positions.
sources = ["a b", "x = ", "(", ")", "if x:", "for x in", "def f(:", "class", "lambda x: = 1", "a = 1 +", "x ==== y", "import", "from x import", "1 + * 2", "{1: 2, 3}", "[1, 2", "'abc", "f'{x'", "a.1", "x = yield", "return", "continue", "del f()", "f(a=1, 2)", "f(**k, *a)", "f(1=2)", "with open() as 1: pass", "not = 5", "None = 1", "x: int: str", "@", "try: pass", "async x", "raise x from", "assert", "while True print(1)", "a, b += 1", "(a, b): int", "x := 1", "[x := 1 for x in y]", "lambda: (yield)", "nonlocal q", "global", "def f(*): pass", "def f(a, /, /): pass", "def f(**k, a): pass", "match x:\n case 1 | y: pass\n case _ if: pass", "print 1", "exec 'x'", "i++", "x = 1 if 2", "a? b", "$", "\\ x", "0x", "1_", "1e", "'\\x'", "b'é'"]
for source in sources:
    try:
        compile(source, "<case>", "exec")
        print(repr(source), "compiles")
    except SyntaxError as error:
        print(repr(source), type(error).__name__, error.msg, (error.lineno, error.offset))
