from typing import Any

from compat.application import Application
from compat.context import request
from compat.responses import JSONResponse, Response

app = Application(__name__)


def requires_auth(view):
    def decorated(*args, **kwargs):
        auth = request.authorization
        if auth is None or auth.password != "s3cret":
            return Response("Please log in.\n", 401, {"WWW-Authenticate": 'Basic realm="x"'})
        return view(*args, **kwargs)

    decorated.__name__ = view.__name__
    return decorated


def shouting(mark="!"):
    def decorate(view):
        def loud(*args: Any, **kwargs: Any) -> str:
            return view(*args, **kwargs).upper() + mark

        return loud

    return decorate


@app.get("/secret/{number:int}")
@requires_auth
def secret(number: int):
    return JSONResponse({"number": number, "next": number + 1, "q": request.args.get("q")})


@app.get("/shout/{word}", name="shout")
@shouting("?")
def shout(word: str):
    return f"{word} {request.args.get('q')}"


@app.get("/last")
@shouting()
def last():
    return request.endpoint
