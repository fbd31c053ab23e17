from compat.application import Application
from compat.context import g
from compat.requests import Request
from compat.routing import Router

app = Application(__name__)
outer = Router("outer", prefix="/outer")
inner = Router("inner", prefix="/inner")
other = Router("other", prefix="/other")


def note(name):
    g.setdefault("notes", []).append(name)


@app.before_request
def for_app():
    note("app")


@outer.before_request
def for_outer():
    note("outer")


@inner.before_request
def for_inner(request: Request):
    note("inner")
    if request.args.get("stop"):
        return "stopped by inner"


@other.before_app_request
def for_all():
    note("all")


@inner.after_request
def after_inner(response):
    response.headers["X-Inner"] = "1"
    return response


@other.after_app_request
def after_all(response):
    response.headers["X-Notes"] = " ".join(g.notes)
    return response


@outer.get("/")
def outer_view():
    return "outer"


@inner.get("/")
def inner_view():
    return "inner"


@other.get("/")
def other_view():
    return "other"


outer.include_router(inner)
app.include_router(outer)
app.include_router(other)
