from flask import Blueprint, Flask, abort, jsonify, request
from werkzeug.exceptions import Conflict, HTTPException, NotFound

app = Flask(__name__)
api = Blueprint("api", __name__, url_prefix="/api")


class OutOfStock(Exception):
    def __init__(self, left):
        self.left = left


class SoldOut(OutOfStock):
    pass


@app.errorhandler(404)
def missing(error):
    return jsonify(error=error.name, path=request.path, text=str(error)), 404


@app.errorhandler(HTTPException)
def any_http(error):
    return f"{error.code} {error.description}", error.code


@api.errorhandler(Conflict)
def conflict(error):
    return {"conflict": error.description}, error.code


@app.errorhandler(OutOfStock)
def out(error):
    return {"left": error.left, "type": type(error).__name__}, 409


def division(error):
    return "division", 500


app.register_error_handler(ZeroDivisionError, division)


@api.route("/conflict")
def api_conflict():
    raise Conflict("in the api")


@api.route("/missing")
def api_missing():
    raise NotFound()


@app.route("/conflict")
def app_conflict():
    abort(409, "in the app")


@app.route("/sold")
def sold():
    raise SoldOut(0)


@app.route("/zero")
def zero():
    return str(1 / 0)


app.register_blueprint(api)
