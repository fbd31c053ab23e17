from os.path import splitext

from compat.application import Application
from compat.context import current_app
from compat.requests import Request
from compat.routing import Router

shop = Router("shop")


def connect(current_app):
    _, current_app.kind = splitext(current_app.config["SHELF"])


@shop.before_request
def choose(request: Request):
    number = request.view_args.get("number")
    if number is None:
        chosen = current_app.kind
    else:
        shelves = current_app.config["SHELVES"]
        if number >= len(shelves):
            raise LookupError("there is no such shelf")
        _, chosen = splitext(shelves[number])
    current_app.kind = chosen


@shop.get("/kind", defaults={"number": None})
@shop.get("/{number:int}/kind")
def kind(number: int):
    return {"number": number, "kind": current_app.kind}


def create_app():
    app = Application(__name__)
    app.config["SHELF"] = "main.txt"
    app.config["SHELVES"] = ["first.html", "second.xml"]
    connect(app)
    app.include_router(shop)
    return app
