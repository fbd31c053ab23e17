from functools import lru_cache, partial, wraps

from flask import request


def cached(view):
    """Calls are not handed on, but looked up."""
    return lru_cache(view)


def typed(view):
    """FastAPI would read the annotation of what takes the view's place."""

    def inner(number: int = 1, **kwargs):
        return view(number=number, **kwargs)

    inner.__name__ = view.__name__
    return inner


def only(*methods):
    """What is set on the view is Flask's."""

    def decorate(view):
        @wraps(view)
        def inner(*args, **kwargs):
            return view(*args, **kwargs)

        inner.methods = methods
        return inner

    return decorate


def filled(view):
    found = partial(view, word="filled")
    found.__name__ = view.__name__
    return found


class Callback(dict):
    """A base that is not the project's may have any call of its own."""

    def __init__(self, view):
        super().__init__(method="none")
        self.view = view
        self.__name__ = view.__name__

    def __call__(self, **kwargs):
        self["method"] = request.method
        return self.view(**kwargs)
