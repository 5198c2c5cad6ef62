from .. import NAME as FROM_PARENT


def up():
    return "up:" + FROM_PARENT
