"""The rest of `heapq`: merging sorted iterables."""

__all__ = [
    'heapify', 'heapify_max', 'heappop', 'heappop_max', 'heappush', 'heappush_max', 'heappushpop', 'heappushpop_max',
    'heapreplace', 'heapreplace_max', 'merge', 'nlargest', 'nsmallest',
]


def merge(*iterables, key=None, reverse=False):
    '''Merge multiple sorted inputs into a single sorted output.

    Similar to sorted(itertools.chain(*iterables)) but returns a generator,
    does not pull the data into memory all at once, and assumes that each of
    the input streams is already sorted (smallest to largest).

    >>> list(merge([1,3,5,7], [0,2,4,8], [5,10,15,20], [], [25]))
    [0, 1, 2, 3, 4, 5, 5, 7, 8, 10, 15, 20, 25]

    If *key* is not None, applies a key function to each element to determine
    its sort order.

    >>> list(merge(['dog', 'horse'], ['cat', 'fish', 'kangaroo'], key=len))
    ['dog', 'cat', 'fish', 'horse', 'kangaroo']
    '''
    if reverse:
        make_heap, pop, replace, direction = heapify_max, heappop_max, heapreplace_max, -1
    else:
        make_heap, pop, replace, direction = heapify, heappop, heapreplace, 1
    # Entries are [key, rank of the iterable, value, next]; ranks differ, so values are never compared.
    heap = []
    for rank, iterable in enumerate(map(iter, iterables)):
        for value in iterable:
            heap.append([value if key is None else key(value), rank * direction, value, iterable.__next__])
            break
    make_heap(heap)
    while len(heap) > 1:
        try:
            while True:
                entry = heap[0]
                yield entry[2]
                value = entry[2] = entry[3]()
                entry[0] = value if key is None else key(value)
                replace(heap, entry)
        except StopIteration:
            pop(heap)
    if heap:
        _, _, value, following = heap[0]
        yield value
        yield from following.__self__
