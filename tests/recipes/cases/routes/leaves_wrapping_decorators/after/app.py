import functools

from fastapi import HTTPException

from compat.application import Application
from compat.context import g, request
from compat.responses import JSONResponse

app = Application(__name__)


def needs_key(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        key = request.headers.get("X-Key")
        if key is None:
            raise HTTPException(401)
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
                return JSONResponse({"error": "forbidden"}, 403)
            return function(*args, **kwargs)

        return wrapper

    return decorate


@app.get("/open/{n:int}")
@needs_key
def opened(n: int):
    return {"n": n, "key": g.key}


@app.api_route("/closed", methods=["GET", "POST"])
@role("admin", "root")
def closed(q: str | None = None):
    return {"q": q, "key": g.key}
