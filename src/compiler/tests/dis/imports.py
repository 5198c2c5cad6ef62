import a, b.c, d as e, f.g.h as i
from j import k, l as m
from . import n
from ..o.p import (q,)
from r import *
