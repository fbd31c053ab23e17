from functools import lru_cache, partial

from flask import Flask, request


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
    return str(request.shallow)


def both():
    return request.method


class Caller:
    def __init__(self, word):
        self.word = word

    def __call__(self):
        return self.word


def create_app(word="word"):
    app = Flask(__name__)
    # FastAPI would read `kind` from the query string.
    app.add_url_rule("/typed/<name>", "typed", partial(typed, kind="plant"))
    # What the factory has may be handed to others too.
    app.add_url_rule("/word", "word", lambda: word)
    app.add_url_rule("/counted", "counted", counter([]))
    app.add_url_rule("/described", "described", described("text"))
    app.add_url_rule("/cached", "cached", lru_cache(lambda: "cached"))
    app.add_url_rule("/object", "object", Caller("called"))
    # Refused for what the function does; a lambda counts as part of the function around it.
    app.add_url_rule("/kept", "kept", partial(kept))
    app.add_url_rule("/both", "both", both)
    app.add_url_rule("/twice", "twice", partial(both))
    app.add_url_rule("/plain", "plain", lambda: "plain")
    return app
