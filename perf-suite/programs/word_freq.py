"""Counting words: splitting text, a dict with string keys, sorting the counts."""

import sys

SYLLABLES = ["ta", "i", "pan", "lo", "re", "mi", "sun", "ka", "ver", "no", "tes", "qu"]


def make_text(words):
    """A repeatable text whose short words are frequent and whose long words are rare."""
    seed = 17
    lines = []
    line = []
    for _ in range(words):
        word = ""
        while True:
            seed = (seed * 1103515245 + 12345) % 2147483648
            word += SYLLABLES[(seed >> 8) % 12]
            if (seed >> 20) % 3 == 0 or len(word) > 8:
                break
        line.append(word)
        if len(line) == 12:
            lines.append(" ".join(line).capitalize() + ".")
            line = []
    return "\n".join(lines)


def count_words(text):
    counts = {}
    for line in text.split("\n"):
        for word in line.split():
            word = word.strip(".,;").lower()
            if word in counts:
                counts[word] += 1
            else:
                counts[word] = 1
    return counts


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 3_000_000
    text = make_text(n)
    counts = count_words(text)
    letters = {}
    for word, count in counts.items():
        for letter in word:
            letters[letter] = letters.get(letter, 0) + count
    ranking = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    print(len(text), len(counts), sum(counts.values()))
    for word, count in ranking[:5]:
        print(word, count)
    print(" ".join("%s=%d" % (letter, letters[letter]) for letter in sorted(letters)))


if __name__ == "__main__":
    main()
