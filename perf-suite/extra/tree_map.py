"""An ordered map as a binary search tree with rotations (a treap): branches, attributes, recursion."""

import sys


class Node:
    def __init__(self, key, value, priority):
        self.key = key
        self.value = value
        self.priority = priority
        self.left = None
        self.right = None


class TreeMap:
    def __init__(self):
        self.root = None
        self.size = 0
        self.seed = 1

    def put(self, key, value):
        self.root = self._put(self.root, key, value)

    def _put(self, node, key, value):
        if node is None:
            self.seed = (self.seed * 48271) % 2147483647
            self.size += 1
            return Node(key, value, self.seed)
        if key < node.key:
            node.left = self._put(node.left, key, value)
            child = node.left
            if child.priority > node.priority:
                node.left = child.right
                child.right = node
                return child
        elif key > node.key:
            node.right = self._put(node.right, key, value)
            child = node.right
            if child.priority > node.priority:
                node.right = child.left
                child.left = node
                return child
        else:
            node.value = value
        return node

    def get(self, key, default=None):
        node = self.root
        while node is not None:
            if key == node.key:
                return node.value
            node = node.left if key < node.key else node.right
        return default

    def items(self):
        stack = []
        node = self.root
        while stack or node is not None:
            while node is not None:
                stack.append(node)
                node = node.left
            node = stack.pop()
            yield node.key, node.value
            node = node.right


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 450_000
    tree = TreeMap()
    for i in range(n):
        tree.put(i * 7919 % 100003, i)
    hits = 0
    for i in range(n):
        if tree.get(i * 3, -1) >= 0:
            hits += 1
    checksum = 0
    for key, value in tree.items():
        checksum = (checksum * 31 + key ^ value) % 1000000007
    print(tree.size, hits, checksum)


if __name__ == "__main__":
    main()
