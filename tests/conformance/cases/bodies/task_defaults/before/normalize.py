"""What is done to a parsed body before the views read it: Flask parses it once per request."""

import functools

from flask import abort, request


def clean(data):
    """Strip the texts of an object, or of those in a list, in place; return how many changed."""
    if isinstance(data, list):
        return sum(clean(item) for item in data)
    if not isinstance(data, dict):
        return 0
    changed = [
        key for key, value in data.items() if isinstance(value, str) and value != value.strip()
    ]
    for key in changed:
        data[key] = data[key].strip()
    return len(changed)


def with_defaults(**defaults):
    def decorator(view):
        @functools.wraps(view)
        def wrapper(*args, **kwargs):
            data = request.get_json()
            if not isinstance(data, dict):
                abort(400, "an object is expected")
            for key, value in defaults.items():
                data.setdefault(key, value)
            return view(*args, **kwargs)

        return wrapper

    return decorator
