from functools import update_wrapper, wraps

from flask import abort, request


class counted:
    """Counts the calls of a view."""

    def __init__(self, view):
        update_wrapper(self, view)
        self.view = view
        self.calls = 0

    def __call__(self, *args, **kwargs):
        self.calls += 1
        return self.view(*args, **kwargs)


class Limit:
    """Lets each caller through a number of times."""

    def __init__(self, times, name):
        self.times = times
        self.name = name
        self.seen = {}

    def __call__(self, view):
        @wraps(view)
        def limited(*args, **kwargs):
            who = request.headers.get("X-Caller", request.remote_addr)
            self.seen[who] = self.seen.get(who, 0) + 1
            if self.seen[who] > self.times:
                abort(429, f"{self.name}: {self.times} times are enough")
            return view(*args, **kwargs)

        return limited


def needs_flag(view):
    @wraps(view)
    def checked(*args, **kwargs):
        if request.headers.get("X-Flag", "").upper() not in {"NO", "DK"}:
            abort(403)
        return view(*args, **kwargs)

    return checked
