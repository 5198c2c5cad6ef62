"""Conversions between ints and strings: digit sums, palindromes, numbers glued from text."""

import sys


def digit_sum(n):
    return sum(int(c) for c in str(n))


def is_palindrome(n):
    text = str(n)
    return text == text[::-1]


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000
    sums = 0
    palindromes = 0
    for i in range(n):
        sums += digit_sum(i * 17)
        if is_palindrome(i):
            palindromes += 1

    text = ""
    value = 0
    for i in range(n):
        text += str(i % 10)
        if len(text) == 9:
            value = (value + int(text)) % 1000000007
            text = ""

    hexadecimal = 0
    for i in range(n):
        hexadecimal += len("%x" % (i * i)) + int(hex(i), 16) % 3
    print(sums, palindromes, value, hexadecimal)


if __name__ == "__main__":
    main()
