import functools
import zlib

from decorator import decorator
from flask import Flask, Response, jsonify, make_response, redirect, render_template_string, request

app = Flask(__name__)


@decorator
def deflated(view, *args, **kwargs):
    """Compress what a view returns."""
    response = view(*args, **kwargs)
    assert isinstance(response, Response)
    response.data = zlib.compress(response.data)
    response.headers["Content-Encoding"] = "deflate"
    return response


def versioned(view):
    @functools.wraps(view)
    def wrapper(*args, **kwargs):
        response = make_response(view(*args, **kwargs))
        response.headers["X-Version"] = request.args.get("version", "1")
        return response

    return wrapper


def named(view):
    @functools.wraps(view)
    def wrapper(*args, **kwargs):
        if request.args.get("name") is None:
            return jsonify(error="no name"), 400
        return view(*args, **kwargs)

    return wrapper


@app.route("/small/<int:n>")
@deflated
def small(n):
    return jsonify(n=n, agent=request.headers.get("X-Agent"))


@app.route("/both")
@versioned
@named
def both():
    return jsonify(name=request.args["name"])


@app.route("/elsewhere")
@versioned
def elsewhere():
    return redirect("/both?name=x")


@app.route("/page")
@deflated
@versioned
def page():
    return render_template_string("<p>{{ request.args.version }}</p>")


@app.route("/plain")
@named
def plain():
    return jsonify(name=request.args["name"])
