# exit: 1
print("never printed: errors come before the first line runs")
return 5
