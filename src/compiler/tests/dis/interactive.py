# options: single
1; x = 2; x
