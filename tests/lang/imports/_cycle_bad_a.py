from _cycle_bad_b import y

x = 1
