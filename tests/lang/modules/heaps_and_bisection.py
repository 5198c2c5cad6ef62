# heapq and bisect: keys, merge, n smallest and largest, messages, lists that change while they are compared.
import bisect
import heapq
import random

r = random.Random(5)
for make in (lambda: r.randrange(100), r.random, lambda: (r.randrange(5), str(r.random())), lambda: str(r.randrange(1000)), lambda: r.randrange(10**30)):
    items = [make() for _ in range(200)]
    heap = []
    for x in items:
        heapq.heappush(heap, x)
    print([heapq.heappop(heap) for _ in range(200)] == sorted(items), heap)
    heap = items[:]
    heapq.heapify(heap)
    print(heapq.heappushpop(heap, heap[0]) == min(items), heapq.heapreplace(heap, items[5]) == min(items), heapq.nsmallest(3, items) == sorted(items)[:3], heapq.nlargest(3, items) == sorted(items, reverse=True)[:3])
words = ["pear", "fig", "apple", "kiwi", "date"]
print(heapq.nlargest(2, words, key=len), heapq.nsmallest(2, words, key=len), heapq.nsmallest(0, words), heapq.nlargest(9, words))
print(list(heapq.merge([1, 4, 7], [2, 5], [], [0, 9])), list(heapq.merge([7, 4], [5, 2], reverse=True)), list(heapq.merge(["a", "ccc"], ["bb"], key=len)))
for f in (lambda: heapq.heappop([]), lambda: heapq.heapreplace([], 1), lambda: heapq.heappush((), 1), lambda: heapq.heapify("x"), lambda: heapq.heappush([1], "a"), lambda: heapq.nsmallest("a", []), lambda: bisect.bisect([1], "a"), lambda: bisect.bisect([1, 2], 1, -1), lambda: bisect.insort((1,), 1), lambda: bisect.bisect(5, 1)):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)
a = [1, 2, 2, 2, 3]
print(bisect.bisect_left(a, 2), bisect.bisect_right(a, 2), bisect.bisect(a, 2, 0, 3), bisect.bisect_left(a, 2.5), bisect.bisect(a, 99), bisect.bisect_left([], 1))
people = [("ann", 30), ("bob", 40), ("cy", 50)]
print(bisect.bisect(people, 40, key=lambda p: p[1]), bisect.bisect_left(people, 41, lo=1, hi=2, key=lambda p: p[1]))
bisect.insort(people, ("dan", 45), key=lambda p: p[1])
bisect.insort_left(a, 2)
bisect.insort(a, 0, lo=3)
print(people, a, bisect.insort([], 1))


class Evil:
    def __init__(self, heap):
        self.heap = heap

    def __lt__(self, other):
        self.heap.clear()
        return True


heap = []
heap.extend([Evil(heap), Evil(heap), Evil(heap)])
for f in (lambda: heapq.heappush(heap, Evil(heap)), lambda: heapq.heappop(heap)):
    try:
        f()
    except Exception as error:
        print(type(error).__name__, error)
