from functools import wraps

from flask import Flask, abort, jsonify, request

app = Flask(__name__)


class Limit:
    def __init__(self, times):
        self.left = times

    def __call__(self, view):
        @wraps(view)
        def limited(*args, **kwargs):
            if self.left == 0:
                abort(429)
            self.left -= 1
            return view(*args, **kwargs)

        return limited

    def free(self, view):
        @wraps(view)
        def looking(*args, **kwargs):
            return jsonify(left=self.left, view=view(*args, **kwargs))

        return looking


class counted:
    calls = 0

    def __init__(self, view):
        self.view = view
        self.__name__ = view.__name__

    def __call__(self, **kwargs):
        counted.calls += 1
        return f"{counted.calls} {self.view(**kwargs)}"


limit = Limit(3)


@app.route("/kept")
@limit
def kept():
    return str(request.shallow)


@app.route("/other")
@limit
def other():
    return "other"


@app.route("/left")
@limit.free
def left():
    return "left"


@app.route("/counted")
@counted
def counts():
    return "counted"


@app.route("/counted/kept")
@counted
def counts_kept():
    return str(request.shallow)


@app.route("/alone")
@Limit(2)
def alone():
    return "alone"
