"""Accounts behind a token, with a form of errors of their own; a page beside them keeps its own."""

from functools import wraps

from flask import Flask, g, jsonify, request
from flask_restful import Api, Resource, abort

from store import LEDGER, Broke, move


class LedgerApi(Api):
    def handle_error(self, e):
        answer = super().handle_error(e)
        answer.headers["X-Request"] = request.headers.get("X-Request", "none")
        return answer

    def unauthorized(self, response):
        response.headers["WWW-Authenticate"] = 'Bearer realm="ledger"'
        return response


def counted(view):
    @wraps(view)
    def wrapper(*args, **kwargs):
        LEDGER["asked"] = LEDGER.get("asked", 0) + 1
        return view(*args, **kwargs)

    return wrapper


def owner_only(method):
    @wraps(method)
    def wrapper(*args, **kwargs):
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer" or token not in ("ada", "bob"):
            abort(401, message="Who are you?")
        if kwargs["owner"] != token:
            abort(403)
        g.owner = kwargs.pop("owner")
        return method(*args, **kwargs)

    return wrapper


class Account(Resource):
    method_decorators = [owner_only]

    def get(self):
        return {"owner": g.owner, "cents": LEDGER[g.owner]}

    def post(self):
        sent = request.get_json(silent=True) or {}
        move(g.owner, sent["to"], int(sent.get("cents", 0)))
        return {"left": LEDGER[g.owner]}, 201

    def options(self, **kwargs):
        return "", 204, {"Allow": "GET, POST"}


class Total(Resource):
    decorators = [counted]

    def get(self):
        """How much there is."""
        return sum(v for k, v in LEDGER.items() if k != "asked")

    def put(self):
        return jsonify(asked=LEDGER["asked"])


def create_app():
    app = Flask(__name__)
    api = LedgerApi(
        app, prefix="/v1", errors={"Broke": {"message": "Not enough there.", "status": 402}}
    )
    api.add_resource(Account, "/accounts/<owner>")
    api.add_resource(Total, "/total", endpoint="sum")

    @app.before_request
    def no_robots():
        if "robot" in request.headers.get("User-Agent", ""):
            abort(406, message="People only.")

    @app.errorhandler(Broke)
    def broke(error):
        return "broke", 402

    @app.errorhandler(405)
    def wrong_method(error):
        return "not so", 405

    @app.route("/pay/<owner>")
    def pay(owner):
        move(owner, "bob", 10_000)
        return "paid"

    return app
