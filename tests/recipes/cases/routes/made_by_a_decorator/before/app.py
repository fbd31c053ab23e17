from functools import wraps
from inspect import signature

from flask import Blueprint, Flask, g, jsonify, request

api = Blueprint("api", __name__)


def endpoint(function):
    """Register a function for the method and the path that its name tells."""
    method, _, name = function.__name__.partition("_")
    parameters = list(signature(function).parameters)

    @api.route(f"/{name}", methods=[method])
    @wraps(function)
    def wrapper():
        values = request.args if method == "get" else request.get_json()
        result = function(*(values[parameter] for parameter in parameters))
        return jsonify({"data": result, "shelf": g.shelf})

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
    return title == args_of().get("title")


def args_of():
    return request.args


def get_shelves():
    return [g.shelf, request.endpoint]


endpoint(get_shelves)


def create_app():
    app = Flask(__name__)
    app.register_blueprint(api, url_prefix="/<shelf>/api")

    @app.url_value_preprocessor
    def shelf(_, values):
        g.shelf = values.pop("shelf", None) if values else None

    return app
