from typing import Any

from flask import Flask, Response, jsonify, request

app = Flask(__name__)


def requires_auth(view):
    def decorated(*args, **kwargs):
        auth = request.authorization
        if auth is None or auth.password != "s3cret":
            return Response("Please log in.\n", 401, {"WWW-Authenticate": 'Basic realm="x"'})
        return view(*args, **kwargs)

    decorated.__name__ = view.__name__
    return decorated


def shouting(mark="!"):
    def decorate(view):
        def loud(*args: Any, **kwargs: Any) -> str:
            return view(*args, **kwargs).upper() + mark

        return loud

    return decorate


@app.route("/secret/<int:number>")
@requires_auth
def secret(number):
    return jsonify(number=number, next=number + 1, q=request.args.get("q"))


@app.route("/shout/<word>", endpoint="shout")
@shouting("?")
def shout(word):
    return f"{word} {request.args.get('q')}"


@app.route("/last")
@shouting()
def last():
    return request.endpoint
