# itertools: infinite, terminating and combinatoric iterators.
from itertools import accumulate, batched, chain, combinations, combinations_with_replacement, compress, count, cycle, dropwhile, filterfalse, groupby, islice, pairwise, permutations, product, repeat, starmap, takewhile, tee, zip_longest
import operator

print(list(islice(count(5, 2), 4)), list(islice(count(0.5, 0.25), 3)), list(islice(cycle("ab"), 5)), list(repeat(7, 3)), count(3), repeat("x", 2), next(count(10 ** 20)))
print(list(accumulate([1, 2, 3, 4])), list(accumulate([1, 2, 3], operator.mul)), list(accumulate([1, 2], initial=10)), list(accumulate([])), list(chain("ab", [1], ())), list(chain.from_iterable(["ab", [1, 2]])), list(compress("abcd", [1, 0, 1, 0])), list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(filterfalse(None, [0, 1, ""])))
print([(k, list(g)) for k, g in groupby("aabbbca")], [(k, list(g)) for k, g in groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)], list(islice("abcdef", 2)), list(islice("abcdef", 2, None)), list(islice("abcdef", 1, 5, 2)), list(pairwise("abc")), list(starmap(pow, [(2, 3), (3, 2)])), list(zip_longest("ab", [1], fillvalue="-")), list(batched("abcde", 2)))
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(permutations("abc", 2)), len(list(permutations(range(5)))), list(combinations("abcd", 2)), list(combinations([1, 2], 3)), list(combinations_with_replacement("ab", 2)), list(permutations([])), list(combinations("ab", 0)))
a, b = tee([1, 2, 3])
print(next(a), next(a), list(b), list(a), [next(x) for x in tee("q", 3)], tee("x", 0))
g = groupby("aab")
k1, g1 = next(g)
k2, g2 = next(g)
print(k1, list(g1), k2, list(g2))
for action in (lambda: list(islice("ab", -1)), lambda: list(batched("a", 0)), lambda: list(zip_longest(bad=1)), lambda: list(repeat()), lambda: list(combinations("a", -1)), lambda: list(chain.from_iterable([1])), lambda: list(batched("abc", 2, strict=True)), lambda: count("a"), lambda: list(product("a", repeat=-1)), lambda: list(compress("a"))):
    try:
        print(action())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
it = islice(count(), 3)
print(list(it), list(it), list(islice(it, 1)), sum(islice(count(1), 100)), list(zip(count(), "ab")), dict(zip("ab", count(1))))
