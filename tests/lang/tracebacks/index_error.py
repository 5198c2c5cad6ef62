# exit: 1
data = [[1, 2], [3]]


def pick(rows, i, j):
    return rows[i][j] + rows[i][j + 1]


for n in range(3):
    print(pick(data, n, 0))
