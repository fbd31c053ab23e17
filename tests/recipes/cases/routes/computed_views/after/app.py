from functools import partial, wraps

from fastapi import HTTPException

from compat.application import Application
from compat.context import request
from compat.responses import JSONResponse, redirect
from compat.routing import Router
from compat.urls import url_for

bp = Router("bp")

WORDS = {"a": "ant", "b": "bee"}


def needs_key(view):
    @wraps(view)
    def checked(*args, **kwargs):
        if request.headers.get("X-Key") != "k":
            raise HTTPException(403)
        return view(*args, **kwargs)

    return checked


def shouted(view):
    def loud(**kwargs):
        return view(**kwargs).upper()

    return loud


def secret(number):
    return JSONResponse({"number": number, "q": request.args.get("q")})


def show(kind, name):
    return f"{kind} {name} {request.args.get('q')}"


def lister(words, sep=","):
    def view():
        return {"words": sep.join(words), "method": request.method}

    return view


bp.add_url_rule("/ping", "ping", lambda: "pong")
bp.add_url_rule("/echo/{word}", "echo", lambda word: JSONResponse([word, request.args.get("q")]))
bp.add_url_rule("/secret/{number:int}", view_func=needs_key(secret))
bp.add_url_rule("/plant/{name}", "plant", partial(show, "plant"))
bp.add_url_rule("/animal/{name}", "animal", shouted(needs_key(partial(show, kind="animal"))))
bp.add_url_rule("/words", "words", lister(WORDS, sep="+"), methods=["GET", "POST"])


def create_app():
    app = Application(__name__)
    app.include_router(bp, prefix="/bp")
    app.add_url_rule("/", "root", lambda: redirect(url_for("bp.ping")))
    app.add_url_rule("/name", "name", lambda: app.name)
    return app
