# Bad escapes in literals are syntax errors with a position.
for source in (r"'\x4'", r"'\u12'", r"'\U00110000'", r"'\N{NO SUCH NAME}'", r"'\N'", r"b'\x4'", r"'abc", r"'''abc"):
    try:
        print(eval(source))
    except SyntaxError as error:
        print(source, "->", error.msg)
