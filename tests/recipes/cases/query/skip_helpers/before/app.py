from functools import wraps

import click
from flask import Flask, g, request

app = Flask(__name__)
SEEN = {}


def language():
    return request.args.get("lang", "en")


@app.before_request
def remember():
    g.lang = language()


@app.route("/language")
def show_language():
    return [g.lang, language()]


def unit():
    return request.args.get("unit", "cm")


def apply(read):
    return read()


@app.route("/unit")
def show_unit():
    return apply(unit)


def colour(**options):
    return request.args.get("colour", "red") + str(len(options))


@app.route("/colour")
def show_colour():
    return colour(**{"a": 1})


def depth():
    return request.args.get("depth", 1, type=int)


class Tree:
    def show(self):
        return str(depth())


@app.route("/depth")
def show_depth():
    return Tree().show()


def order():
    return request.args.get("order") or request.headers.get("X-Order", "up")


@app.route("/order")
def show_order():
    return order()


def size():
    return request.args.get("size", 1, type=int)


@app.cli.command("size")
def size_command():
    click.echo(size())


@app.route("/size")
def show_size():
    return str(size())


def cached(view):
    @wraps(view)
    def wrapper(*args, **kwargs):
        key = request.full_path + repr(sorted(kwargs.items()))
        if key not in SEEN:
            SEEN[key] = view(*args, **kwargs)
        return SEEN[key] + key

    return wrapper


def plain(view):
    @wraps(view)
    def wrapper():
        return view()

    return wrapper


@app.route("/cached")
@cached
def show_cached():
    return request.args.get("q", "none")


@app.route("/plain")
@plain
def show_plain():
    return request.args.get("q", "none")
