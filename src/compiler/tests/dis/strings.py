def f(a, b):
    f"", f"x", f"{a}", f"{a}{b!r:>{b}}", f"{a=}", f"{a = !s}", f"{a=:3}", f"{{{a}}}"
    rf"\d{a}" "tail"
    return f"{a:{b}.{b}}"
def t(a, b):
    t"", t"x", t"{a}", t"{a}{b!r:>{b}}", t"{a=}", t"{ a + b }x" t"y", t"{(a)}"
