# Callbacks hear of collections that nobody asked for.
import gc

seen = []


def note(phase, info):
    seen.append((phase, sorted(info)))


class Node:
    pass


gc.callbacks.append(note)
for i in range(400000):
    n = Node()
    n.self = n
    n.data = [i] * 10
gc.callbacks.remove(note)
print(len(seen) >= 2, seen[0], seen[1])
