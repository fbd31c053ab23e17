from functools import wraps

from compat.application import Application
from compat.context import request
from compat.errors import HTTPError, HTTPException, NotFound
from compat.redirects import RequestRedirect, RoutingException
from compat.requests import Request
from compat.responses import redirect
from compat.routing import Router
from compat.session import SessionMiddleware
from compat.urls import url_for


class SeeOther(HTTPError, RoutingException):
    """Sends the client elsewhere from wherever it is raised."""

    code = 303

    def __init__(self, new_url):
        RoutingException.__init__(self, new_url)
        self.new_url = new_url

    def get_response(self, environ):
        return redirect(self.new_url, 303)


class Broken(HTTPError):
    code = 409

    def __init__(self, part):
        self.part = part


shop = Router("shop", prefix="/shops/{name}")


def members_only(view):
    @wraps(view)
    def checked(*args, **kwargs):
        if "user" not in request.session:
            raise SeeOther(url_for("sign_in", back=request.path))
        return view(*args, **kwargs)

    return checked


@shop.url_value_preprocessor
def find(endpoint, values):
    name = values.pop("name")
    if name == "old":
        raise SeeOther("/shops/new/")
    if name == "moved":
        raise RequestRedirect("https://shops.example/moved?a=1&b=<2>")
    if name == "gone":
        raise NotFound


@shop.get("/")
def front():
    return "the shop"


@shop.get("/orders")
@members_only
def orders(request: Request):
    return {"user": request.session["user"]}


def create_app():
    app = Application(__name__)
    app.add_middleware(SessionMiddleware)
    app.secret_key = "redirects"
    app.include_router(shop)

    @app.get("/sign-in")
    def sign_in(request: Request, user: str = "ann", back: str | None = None):
        request.session["user"] = user
        return f"back to {back}"

    @app.get("/part/{name}")
    def part(name: str):
        raise Broken(name)

    @app.errorhandler(Broken)
    def broken(error):
        return {"part": error.part, "code": error.code}, error.code


    @app.errorhandler(HTTPException)
    def any_error(error):
        return {"error": error.code}, error.code

    @app.after_request
    def stamp(response):
        response.headers["X-Status"] = str(response.status_code)
        return response

    return app
