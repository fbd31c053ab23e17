"""Hooks that a function hangs on an application."""

from compat.context import g
from compat.requests import Request


def who(request: Request):
    g.who = request.headers.get("X-Who", "nobody")


def no_store(response):
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def install(app):
    app.before_request(who)
    app.after_request(no_store)
    app.teardown_request(lambda error: None)
    app.errorhandler(404)(lambda error: ("nothing", 404))
