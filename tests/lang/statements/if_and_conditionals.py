# if/elif/else chains, conditional expressions, chained comparisons, boolean shortcuts.
def grade(n):
    if n >= 90:
        return "A"
    elif n >= 80:
        return "B"
    elif n >= 70:
        if n >= 75:
            return "C+"
        return "C"
    else:
        return "F"


print([grade(n) for n in (95, 85, 77, 70, 10)])
for x in (-1, 0, 1, 5, 10):
    print(0 < x < 10, 0 <= x <= 10 != 5, x if x else "zero", "neg" if x < 0 else "pos" if x > 0 else "zero", not x or x > 3 and x < 8, x == 1 or x == 5)
a = b = c = 0
if a or b or (c := 5):
    print(c)
if not (a and b) is True:
    print("not binds loosest")
if []: pass
elif {}: pass
elif (): print("no")
else: print("else")
x = 5; y = 6; print(x, y)
if x == 5: print("one line"); print("two")
print(1 if True else 2 if True else 3, (1 if False else 2) if True else 3, [1, 2][x > 3], not not x, ~-x, - -x, -x ** 2, 2 ** -1, 2 ** 3 ** 2, -2 % 3, not 1 == 2, 1 < 2 == True, 1 | 2 ^ 3 & 4 << 1, 7 // 2 * 2 + 7 % 2)
pass
...
"a string statement"
if True:
    pass
else:
    pass
print(None is None, x is not None, "a" in "abc", 3 not in [1, 2], [] is not [], (x == 5) is True)
