# exit: 1
# A BaseException that is not an Exception also prints.
def stop():
    raise GeneratorExit("stopped")


try:
    stop()
except Exception:
    print("not here")
