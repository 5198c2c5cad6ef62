"""Scanning text character by character: a tokenizer with comparisons of one-letter strings and slices."""

import sys


def tokenize(text):
    tokens = []
    i = 0
    n = len(text)
    while i < n:
        c = text[i]
        if c == " " or c == "\n":
            i += 1
        elif c.isdigit():
            start = i
            while i < n and text[i].isdigit():
                i += 1
            tokens.append(("number", text[start:i]))
        elif c.isalpha():
            start = i
            while i < n and (text[i].isalpha() or text[i] == "_"):
                i += 1
            tokens.append(("name", text[start:i]))
        else:
            tokens.append(("sign", c))
            i += 1
    return tokens


def count_vowels(text):
    count = 0
    for c in text:
        if c in "aeiou":
            count += 1
    return count


def checksum(text):
    a = 1
    b = 0
    for c in text:
        a = (a + ord(c)) % 65521
        b = (b + a) % 65521
    return b * 65536 + a


def main():
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 180_000
    kinds = {}
    digits = 0
    vowels = 0
    check = 0
    for i in range(lines):
        text = "total_sum = alpha * %d + beta(%d, gamma) - %d / delta\n" % (i, i * 7, i % 13)
        for kind, value in tokenize(text):
            kinds[kind] = kinds.get(kind, 0) + 1
            if kind == "number":
                digits += len(value)
        vowels += count_vowels(text)
        check ^= checksum(text)
    print(sorted(kinds.items()), digits)
    print(vowels, check)


if __name__ == "__main__":
    main()
