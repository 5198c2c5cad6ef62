"""The package."""
NAME = "package"
public = 1
hidden = 2
__all__ = ["leaf", "public"]
