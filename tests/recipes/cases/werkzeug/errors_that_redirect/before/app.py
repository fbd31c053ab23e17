from functools import wraps

from flask import Blueprint, Flask, jsonify, redirect, request, session, url_for
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import RequestRedirect, RoutingException


class SeeOther(HTTPException, RoutingException):
    """Sends the client elsewhere from wherever it is raised."""

    code = 303

    def __init__(self, new_url):
        RoutingException.__init__(self, new_url)
        self.new_url = new_url

    def get_response(self, environ):
        return redirect(self.new_url, 303)


class Broken(HTTPException):
    code = 409

    def __init__(self, part):
        self.part = part


shop = Blueprint("shop", __name__, url_prefix="/shops/<name>")


def members_only(view):
    @wraps(view)
    def checked(*args, **kwargs):
        if "user" not in session:
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


@shop.route("/")
def front():
    return "the shop"


@shop.route("/orders")
@members_only
def orders():
    return jsonify(user=session["user"])


def create_app():
    app = Flask(__name__)
    app.secret_key = "redirects"
    app.register_blueprint(shop)

    @app.route("/sign-in")
    def sign_in():
        session["user"] = request.args.get("user", "ann")
        return f"back to {request.args.get('back')}"

    @app.route("/part/<name>")
    def part(name):
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
