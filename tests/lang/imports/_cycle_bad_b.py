from _cycle_bad_a import x

y = 2
