"""Queens on a chessboard by backtracking: recursion over sets and lists of a partial board."""

import sys


def place(n, row, columns, rising, falling, board):
    """Count the ways to fill the rows from `row` on, and note the first full board."""
    if row == n:
        return 1
    count = 0
    for column in range(n):
        if column in columns or row + column in rising or row - column in falling:
            continue
        columns.add(column)
        rising.add(row + column)
        falling.add(row - column)
        board.append(column)
        count += place(n, row + 1, columns, rising, falling, board)
        board.pop()
        columns.remove(column)
        rising.remove(row + column)
        falling.remove(row - column)
    return count


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 13
    print(n, place(n, 0, set(), set(), set(), []))


if __name__ == "__main__":
    main()
