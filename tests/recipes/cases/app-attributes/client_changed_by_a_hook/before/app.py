from os.path import splitext

from flask import Blueprint, Flask, current_app, request

shop = Blueprint("shop", __name__)


def connect(current_app):
    _, current_app.kind = splitext(current_app.config["SHELF"])


@shop.before_request
def choose():
    number = request.view_args.get("number")
    if number is None:
        chosen = current_app.kind
    else:
        shelves = current_app.config["SHELVES"]
        if number >= len(shelves):
            raise LookupError("there is no such shelf")
        _, chosen = splitext(shelves[number])
    current_app.kind = chosen


@shop.route("/kind", defaults={"number": None})
@shop.route("/<int:number>/kind")
def kind(number):
    return {"number": number, "kind": current_app.kind}


def create_app():
    app = Flask(__name__)
    app.config["SHELF"] = "main.txt"
    app.config["SHELVES"] = ["first.html", "second.xml"]
    connect(app)
    app.register_blueprint(shop)
    return app
