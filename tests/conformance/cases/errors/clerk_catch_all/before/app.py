from flask import Flask, jsonify, request
from werkzeug.exceptions import HTTPException

from clerk import LIMITS, file_form


def handle_http(error):
    return jsonify(kind="http", status=error.code, text=error.description), error.code


def handle_any(error):
    if isinstance(error, HTTPException):
        return error
    return jsonify(kind="any", type=type(error).__name__, text=str(error)), 500


def handle_lookup(error):
    return jsonify(kind="lookup", what=str(error)), 404


def handle_413(error):
    return f"More than {LIMITS['bytes']} bytes", 413


def create_app():
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LIMITS["bytes"]
    app.register_error_handler(Exception, handle_any)
    app.register_error_handler(LookupError, handle_lookup)
    app.register_error_handler(HTTPException, handle_http)
    app.register_error_handler(413, handle_413)

    @app.route("/forms/<name>", methods=["POST"])
    def form(name):
        return jsonify(file_form(name, request.form))

    @app.route("/forms/<name>/fields")
    def fields(name):
        return jsonify(LIMITS["fields"][name])

    @app.route("/sum")
    def total():
        return str(sum(int(value) for value in request.args.values()))

    return app
