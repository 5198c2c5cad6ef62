# exit: 1
sum(x for x in range(3), 5)
