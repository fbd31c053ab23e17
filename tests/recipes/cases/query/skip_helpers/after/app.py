from functools import wraps

import click

from compat.application import Application
from compat.context import g, request
from compat.requests import Request

app = Application(__name__)
SEEN = {}


def language(request: Request):
    return request.args.get("lang", "en")


@app.before_request
def remember(request: Request):
    g.lang = language(request)


@app.get("/language")
def show_language(request: Request):
    return [g.lang, language(request)]


def unit():
    return request.args.get("unit", "cm")


def apply(read):
    return read()


@app.get("/unit")
def show_unit():
    return apply(unit)


def colour(request: Request, **options):
    return request.args.get("colour", "red") + str(len(options))


@app.get("/colour")
def show_colour(request: Request):
    return colour(request, **{"a": 1})


def depth(request: Request):
    return request.args.get("depth", 1, type=int)


class Tree:
    def show(self):
        return str(depth(request))


@app.get("/depth")
def show_depth():
    return Tree().show()


def order(request: Request):
    return request.args.get("order") or request.headers.get("X-Order", "up")


@app.get("/order")
def show_order(request: Request):
    return order(request)


def size(request: Request):
    return request.args.get("size", 1, type=int)


@app.cli.command("size")
def size_command():
    click.echo(size(request))


@app.get("/size")
def show_size(request: Request):
    return str(size(request))


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


@app.get("/cached")
@cached
def show_cached():
    return request.args.get("q", "none")


@app.get("/plain")
@plain
def show_plain():
    return request.args.get("q", "none")
