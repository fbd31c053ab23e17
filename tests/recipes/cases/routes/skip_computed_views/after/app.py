import importlib

from flask import request

from compat.application import Application
from compat.legacy import Fallback
from compat.requests import Request


def typed(kind: str, name):
    return f"{kind} {name}"


def counter(calls):
    def view(word="x"):
        calls.append(word)
        return f"{len(calls)}"

    return view


def described(text: str = "none"):
    def view(number: int = 1):
        return f"{text} {number}"

    return view


def kept():
    # unflask UF120: an attribute of `request` has no counterpart: `request.shallow`
    return str(request.shallow)


def both(request: Request):
    return request.method


class Caller:
    def __init__(self, word):
        self.word = word

    def __call__(self):
        return self.word


def create_app(word="word"):
    app = Application(__name__)
    app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").create_app(word))
    # FastAPI would read `kind` from the query string.
    # Left on Flask: its view is computed.
    pass
    # What the factory has may be handed to others too.
    # Left on Flask: its view is computed.
    pass
    # Left on Flask: its view is computed.
    pass
    # Left on Flask: its view is computed.
    pass
    # Left on Flask: its view is computed.
    pass
    # Left on Flask: its view is computed.
    pass
    # Refused for what the function does; a lambda counts as part of the function around it.
    # Flask still answers GET /kept: UF120 an attribute of `request` has no counterpart: `request.shallow` (app.py:26).
    app.add_url_rule("/both", "both", both)
    # Left on Flask: its view is computed.
    pass
    # Flask still answers GET /plain: UF120 an attribute of `request` has no counterpart: `request.shallow` (app.py:26) (through create_app → kept).
    return app
