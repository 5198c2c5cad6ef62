state = []
try:
    import _broken_child_missing
except ImportError:
    state.append("fallback")
else:
    state.append("never")
