# heapq and bisect.
import bisect
import heapq

h = []
for x in (5, 2, 8, 1, 9, 3):
    heapq.heappush(h, x)
print(h, heapq.heappop(h), h, heapq.heappushpop(h, 0), heapq.heappushpop(h, 7), heapq.heapreplace(h, 4), h, [heapq.heappop(h) for _ in range(len(h))])
l = [9, 4, 7, 1, 8]
heapq.heapify(l)
print(l, heapq.nsmallest(2, l), heapq.nlargest(2, l), heapq.nlargest(2, ["aaa", "b", "cc"], key=len), list(heapq.merge([1, 4], [2, 3], [0, 9])), list(heapq.merge([3, 1], [2], reverse=True)), heapq.nsmallest(0, l), heapq.nsmallest(99, l))
try:
    heapq.heappop([])
except IndexError as error:
    print(error)
tasks = []
for i, (p, name) in enumerate([(2, "b"), (1, "a"), (2, "c")]):
    heapq.heappush(tasks, (p, i, name))
print([heapq.heappop(tasks)[2] for _ in range(3)])
a = [1, 3, 3, 5]
print(bisect.bisect(a, 3), bisect.bisect_left(a, 3), bisect.bisect_right(a, 0), bisect.bisect_left(a, 9), bisect.bisect(a, 3, 0, 2), bisect.bisect_left(a, 6, key=lambda v: v * 2), bisect.insort(a, 4), a, bisect.insort_left(a, 3.0), a, bisect.bisect_left([], 1))
try:
    bisect.bisect([1], 1, -1)
except ValueError as error:
    print(error)
graph = {"a": [("b", 7), ("c", 3)], "b": [("d", 1)], "c": [("b", 1), ("d", 8)], "d": []}
dist, queue = {}, [(0, "a")]
while queue:
    d, node = heapq.heappop(queue)
    if node in dist:
        continue
    dist[node] = d
    for other, w in graph[node]:
        heapq.heappush(queue, (d + w, other))
print(dist)
