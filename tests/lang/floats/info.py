# sys.float_info and the limits that it states.
import sys

i = sys.float_info
print(i.max, i.min, i.epsilon, i.dig, i.mant_dig, i.max_exp, i.min_exp, i.max_10_exp, i.min_10_exp, i.radix, i.rounds)
print(1.0 + i.epsilon != 1.0, 1.0 + i.epsilon / 2 == 1.0, i.max * 2, i.min / 2 ** 52, i.min / 2 ** 53)
print(sys.float_repr_style, len(i), i[0] == i.max)
