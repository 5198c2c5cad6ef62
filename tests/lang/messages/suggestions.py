# The "Did you mean" part is made when a traceback is printed, not in str(error).
import io
import traceback


def show(source, **names):
    try:
        exec(source, names)
    except Exception as error:
        print(traceback.format_exception(error)[-1].rstrip())


class Thing:
    def __init__(self):
        self.colour = 1
        self.value = 2

    def compute(self):
        pass


show("print(valeu)", value=1)
show("t.color", t=Thing())
show("t.vlaue", t=Thing())
show("t.comput()", t=Thing())
show("[].apend(1)")
show("'s'.uper()")
show("prnt(1)")
show("from sys import exti")
show("t.zzzzzz", t=Thing())
show("lenn([1])")
show("class A:\n  def __init__(self): self.x = 1\n  def f(self): return xx\nA().f()")
show("class A:\n  def __init__(self): self.blech = 1\n  def f(self): return blech\nA().f()")
show("os.path")
show("sys.argv")
show("Thing.compte", Thing=Thing)
show("def f(alpha): pass\nf(alpah=1)")
