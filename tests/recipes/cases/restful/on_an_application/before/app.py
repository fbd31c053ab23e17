"""Shelves and boxes, below one prefix; errors are told in a form of their own."""

from flask import Flask, Response, make_response, request
from flask_restful import Api, Resource, abort


class Full(Exception):
    """Nothing more fits."""


class ShelvesApi(Api):
    """Puts a number on every error."""

    def handle_error(self, e):
        answer = super().handle_error(e)
        answer.headers["X-Errors"] = "1"
        return answer


def in_german(method):
    def wrapper(*args, **kwargs):
        answer = method(*args, **kwargs)
        return {"daten": answer} if isinstance(answer, dict) else answer

    return wrapper


api = ShelvesApi(
    prefix="/v1",
    catch_all_404s=True,
    serve_challenge_on_401=True,
    errors={"Full": {"message": "The shelf is full.", "status": 409, "code": 7}},
)


@api.representation("text/csv")
def csv(data, code, headers=None):
    answer = make_response(",".join(map(str, data)), code)
    answer.headers.extend(headers or {})
    return answer


@api.resource("/shelves/<name>", "/shelves/<name>/boxes/<int:number>", endpoint="shelf")
class Shelf(Resource):
    """A shelf, or a box on it."""

    method_decorators = {"get": [in_german]}

    def __init__(self, **settings):
        self.size = settings.get("size", 2)

    def get(self, name, number=None):
        if name == "secret":
            abort(401)
        return {"name": name, "number": number, "size": self.size, "query": request.args.get("q")}

    def put(self, name, number=None):
        if number is not None and number > self.size:
            raise Full
        return [name, number], 201, {"X-Put": "yes"}

    def delete(self, name, number=None):
        return Response("gone", status=200, mimetype="text/plain")


class Wide(Shelf):
    def head(self, name):
        return "", 200, {"X-Head": name}

    def post(self, name):
        raise KeyError(name)


api.add_resource(Wide, "/wide/<name>", resource_class_kwargs={"size": 9})


def create_app():
    app = Flask(__name__)
    app.config["RESTFUL_JSON"] = {"indent": 1}
    app.config["HTTP_BASIC_AUTH_REALM"] = "shelves"
    api.init_app(app)

    @app.route("/where")
    def where():
        return api.url_for(Wide, name="x y")

    return app
