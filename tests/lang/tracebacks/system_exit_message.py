# exit: 1
# stderr-last: a message for stderr
import sys

print("out")
sys.exit("a message for stderr")
