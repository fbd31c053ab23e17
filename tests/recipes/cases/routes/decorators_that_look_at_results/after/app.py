import functools
import zlib

from decorator import decorator

from compat.application import Application
from compat.context import request
from compat.requests import Request
from compat.responses import JSONResponse, Response, make_response, redirect
from compat.templating import render_template_string

app = Application(__name__)


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
            return JSONResponse({"error": "no name"}), 400
        return view(*args, **kwargs)

    return wrapper


@app.get("/small/{n:int}")
@deflated
def small(request: Request, n: int):
    return JSONResponse({"n": n, "agent": request.headers.get("X-Agent")})


@app.get("/both")
@versioned
@named
def both(request: Request):
    return JSONResponse({"name": request.args["name"]})


@app.get("/elsewhere")
@versioned
def elsewhere():
    return redirect("/both?name=x")


@app.get("/page")
@deflated
@versioned
def page():
    return render_template_string("<p>{{ request.args.version }}</p>")


@app.get("/plain")
@named
def plain(request: Request):
    return {"name": request.args["name"]}
