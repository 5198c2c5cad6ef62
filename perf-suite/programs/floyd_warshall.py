"""All shortest paths by Floyd and Warshall: three nested loops over a matrix of ints with infinities."""

import sys


def shortest_paths(distance):
    n = len(distance)
    for k in range(n):
        row_k = distance[k]
        for i in range(n):
            row_i = distance[i]
            to_k = row_i[k]
            for j in range(n):
                through = to_k + row_k[j]
                if through < row_i[j]:
                    row_i[j] = through


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    far = 10**9
    distance = [[far] * n for _ in range(n)]
    for i in range(n):
        distance[i][i] = 0
        for step in range(1, 6):
            j = (i * 7 + step * step * 13) % n
            if j != i:
                distance[i][j] = (i * 31 + j * 17) % 100 + 1
    shortest_paths(distance)
    total = 0
    longest = 0
    for row in distance:
        for d in row:
            if d < far:
                total += d
                longest = max(longest, d)
    print(total, longest)


if __name__ == "__main__":
    main()
