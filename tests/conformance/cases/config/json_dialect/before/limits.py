from flask import current_app


def depth(value):
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth, value), default=0)
    return 0


def within(value):
    return depth(value) <= current_app.config["MAX_DEPTH"]
