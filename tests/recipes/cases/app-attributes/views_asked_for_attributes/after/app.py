import functools

from compat.application import Application
from compat.context import current_app, g
from compat.requests import Request
from compat.responses import JSONResponse
from compat.routing import Router

app = Application(__name__)
pages = Router("pages", prefix="/pages")


def public(view):
    view.is_public = True
    return view


def needs(role):
    def decorate(view):
        @functools.wraps(view)
        def wrapper(*args, **kwargs):
            return view(*args, **kwargs)

        wrapper.role = role
        return wrapper

    return decorate


@app.before_request
def guard(request: Request):
    view = app.view_functions.get(request.endpoint)
    if view is None or getattr(view, "is_public", False):
        return None
    g.role = getattr(view, "role", None)
    if request.headers.get("X-Role") != g.role:
        return JSONResponse({"error": "not you", "needs": g.role}, 403)
    return None


@public
@app.get("/open")
def opened(request: Request):
    """Anybody may see it."""
    return {"doc": current_app.view_functions[request.endpoint].__doc__}


@app.get("/names")
@public
def names():
    return {"names": [name for name in app.view_functions], "here": "names" in app.view_functions}


@pages.get("/{name}")
@needs("reader")
def page(name: str):
    return {"page": name}


@app.get("/roles")
@needs("boss")
def roles():
    return {
        "roles": {n: v.role for n, v in app.view_functions.items() if hasattr(v, "role")},
        "open": sum(1 for view in app.view_functions.values() if getattr(view, "is_public", 0)),
    }


app.include_router(pages)


@app.get("/last")
def last():
    return "last"
