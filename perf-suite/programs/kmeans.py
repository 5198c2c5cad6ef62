"""K-means clustering of points in the plane: lists of tuples, unpacking, nearest of a few centres."""

import random
import sys


def nearest(point, centres):
    x, y = point
    best = 0
    best_distance = float("inf")
    for k, (cx, cy) in enumerate(centres):
        distance = (x - cx) ** 2 + (y - cy) ** 2
        if distance < best_distance:
            best = k
            best_distance = distance
    return best


def update(points, centres):
    clusters = [[] for _ in centres]
    for point in points:
        clusters[nearest(point, centres)].append(point)
    moved = []
    for k, cluster in enumerate(clusters):
        if not cluster:
            moved.append(centres[k])
            continue
        sum_x = 0.0
        sum_y = 0.0
        for x, y in cluster:
            sum_x += x
            sum_y += y
        moved.append((sum_x / len(cluster), sum_y / len(cluster)))
    return moved, clusters


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    random.seed(7)
    points = []
    for i in range(n):
        points.append((i % 4 + random.random(), i % 3 + random.random()))
    centres = points[:12]
    for _ in range(15):
        centres, clusters = update(points, centres)
    print([len(cluster) for cluster in clusters])
    for x, y in sorted(centres)[:3]:
        print("%.6f %.6f" % (x, y))


if __name__ == "__main__":
    main()
