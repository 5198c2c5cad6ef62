# Where the documentation of properties and of their subclasses comes from.
class Sub(property):
    """This is a subclass of property"""


class Slotted(property):
    __slots__ = ('x',)


def documented(self):
    """getter"""


def bare(self):
    pass


for cls in (property, Sub):
    print(cls(doc='explicit').__doc__, cls(documented).__doc__, cls(bare).__doc__, cls(documented, doc='d').__doc__)
    p = cls(documented)
    print(p.getter(bare).__doc__, p.setter(bare).__doc__)
p = property(documented)
p.__doc__ = 'changed'
print(p.__doc__, p.setter(bare).__doc__)
p = property(bare)
p.__doc__ = 'changed'
print(p.__doc__, p.setter(bare).__doc__)
try:
    print(Slotted(documented).__doc__)
except AttributeError as e:
    print(e)
print(Slotted(bare).__doc__)
