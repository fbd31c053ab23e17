from functools import update_wrapper, wraps

from flask import abort, jsonify, request


class counted:
    """Counts the calls of a view, and looks like it."""

    def __init__(self, view):
        update_wrapper(self, view)
        self.view = view
        self.calls = 0

    def __call__(self, *args, **kwargs):
        self.calls += 1
        return self.view(*args, **kwargs)


class Named:
    """Says its name in a header, and hides what it decorates."""

    header = "X-By"

    def __init__(self, view):
        self.view = view
        self.__name__ = view.__name__

    def __call__(self, **kwargs):
        answer = jsonify(self.view(**kwargs))
        answer.headers[self.header] = type(self).__name__
        return answer


class Loud(Named):
    header = "X-Loud"


class Limit:
    """Lets each caller through a number of times."""

    def __init__(self, times):
        self.times = times
        self.seen = {}

    def __call__(self, view):
        @wraps(view)
        def limited(*args, **kwargs):
            self.note()
            return view(*args, **kwargs)

        return limited

    def at(self, *callers):
        def decorate(view):
            @wraps(view)
            def limited(*args, **kwargs):
                if request.headers.get("X-Caller") in callers:
                    self.note()
                return view(*args, **kwargs)

            return limited

        return decorate

    def note(self):
        who = request.headers.get("X-Caller", "")
        self.seen[who] = self.seen.get(who, 0) + 1
        if self.seen[who] > self.times:
            abort(429, f"{self.times} times are enough")


limit = Limit(3)
