"""Conway's game of life on a torus: neighbour counts with modulo indices in lists of lists."""

import sys


def neighbours(board, row, column):
    rows = len(board)
    columns = len(board[0])
    count = 0
    for dr in (-1, 0, 1):
        for dc in (-1, 0, 1):
            if dr != 0 or dc != 0:
                count += board[(row + dr) % rows][(column + dc) % columns]
    return count


def generation(board):
    result = []
    for r in range(len(board)):
        row = []
        for c in range(len(board[0])):
            n = neighbours(board, r, c)
            if n == 3 or (n == 2 and board[r][c] == 1):
                row.append(1)
            else:
                row.append(0)
        result.append(row)
    return result


def main():
    generations = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    size = 96
    board = [[0] * size for _ in range(size)]
    # The R-pentomino, which stays alive for a long time, and a glider.
    for r, c in [(48, 49), (48, 50), (49, 48), (49, 49), (50, 49)]:
        board[r][c] = 1
    for r, c in [(1, 2), (2, 3), (3, 1), (3, 2), (3, 3)]:
        board[r][c] = 1
    for _ in range(generations):
        board = generation(board)
    alive = sum(sum(row) for row in board)
    where = sum(r * c for r in range(size) for c in range(size) if board[r][c])
    print(alive, where)


if __name__ == "__main__":
    main()
