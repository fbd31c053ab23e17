from inspect import signature

from compat.application import Application
from compat.context import g, request
from compat.requests import Request
from compat.responses import JSONResponse
from compat.routing import Router
from compat.views import named_after

api = Router("api")


def endpoint(function):
    """Register a function for the method and the path that its name tells."""
    method, _, name = function.__name__.partition("_")
    parameters = list(signature(function).parameters)

    @api.api_route(f"/{name}", methods=[method])
    @named_after(function)
    def wrapper():
        values = request.args if method == "get" else request.get_json()
        result = function(*(values[parameter] for parameter in parameters))
        return JSONResponse({"data": result, "shelf": g.shelf})

    return wrapper


@endpoint
def get_books(author: str):
    """Return the books of an author."""
    return [f"Emma by {author}"]


@endpoint
def put_book(title: str, request: int):
    return {"title": title, "request": request}


@endpoint
def delete_book(title: str):
    return title == args_of(request).get("title")


def args_of(request: Request):
    return request.args


def get_shelves():
    return [g.shelf, request.endpoint]


endpoint(get_shelves)


def create_app():
    app = Application(__name__)
    app.include_router(api, prefix="/{shelf}/api")

    @app.url_value_preprocessor
    def shelf(_, values):
        g.shelf = values.pop("shelf", None) if values else None

    return app
