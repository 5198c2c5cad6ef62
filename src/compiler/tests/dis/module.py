"""Module doc
   with indent"""
from __future__ import generator_stop
x = 1
global y
y = x
def f():
    global z
    z = 1
    return y, undefined
