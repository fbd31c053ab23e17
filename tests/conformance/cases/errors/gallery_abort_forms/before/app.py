"""Gallery: stops requests in every way that `abort` knows."""

from flask import Flask, Response, abort, jsonify, make_response, redirect, request, url_for

app = Flask(__name__)

PICTURES = {
    1: {"title": "Dunes", "owner": "ada", "state": "public"},
    2: {"title": "Ice", "owner": "ada", "state": "private"},
    3: {"title": "Moss", "owner": "bob", "state": "removed"},
    4: {"title": "Fog", "owner": "bob", "state": "moved"},
}


def visitor():
    name = request.headers.get("X-Visitor")
    if not name:
        abort(Response("Who are you?\n", 401, {"WWW-Authenticate": "Visitor"}))
    if len(name) > 8:
        abort(400, "Names have up to 8 letters & no more.")
    return name


def picture_for(name, number):
    picture = PICTURES.get(number) or abort(404)
    if picture["state"] == "removed":
        abort(410)
    if picture["state"] == "moved":
        abort(redirect(url_for("picture", number=1), 301))
    if picture["state"] == "private" and picture["owner"] != name:
        abort(make_response(jsonify(error="private", owner=picture["owner"]), 403))
    return picture


@app.route("/pictures/<int:number>")
def picture(number):
    return jsonify(picture_for(visitor(), number))


@app.route("/pictures/<int:number>", methods=["DELETE"])
def remove(number):
    name = visitor()
    if picture_for(name, number)["owner"] != name:
        abort(403, description="Only its owner removes a picture.")
    PICTURES[number]["state"] = "removed"
    return "", 204


@app.route("/status/<int:code>")
def status(code):
    if code not in {400, 402, 404, 405, 409, 422, 429, 503, 599}:
        abort(406)
    abort(code, request.args.get("why"))


@app.route("/login", methods=["POST"])
def login():
    if request.form["password"] != "moss":
        abort(401, response=make_response("wrong password", 401))
    return "welcome"
