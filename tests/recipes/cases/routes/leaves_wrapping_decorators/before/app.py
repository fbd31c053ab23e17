import functools

from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)


def needs_key(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        key = request.headers.get("X-Key")
        if key is None:
            abort(401)
        g.key = key
        return function(*args, **kwargs)

    return wrapper


def role(*names):
    """A decorator with arguments, over another one."""

    def decorate(function):
        @needs_key
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            if g.key not in names:
                return jsonify(error="forbidden"), 403
            return function(*args, **kwargs)

        return wrapper

    return decorate


@app.route("/open/<int:n>")
@needs_key
def opened(n):
    return {"n": n, "key": g.key}


@app.route("/closed", methods=["GET", "POST"])
@role("admin", "root")
def closed():
    return {"q": request.args.get("q"), "key": g.key}
