from . import NAME
from .sub.deep import up

value = f"leaf of {NAME} {up()}"
