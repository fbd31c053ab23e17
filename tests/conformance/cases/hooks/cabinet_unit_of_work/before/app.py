"""Cabinet: changes are kept in `g` and written when the answer is fine."""

from flask import Flask, jsonify, request

import unit

app = Flask(__name__)
app.before_request(unit.begin)
app.after_request(unit.commit_if_fine)
app.teardown_request(unit.forget)


@app.get("/drawers/<name>")
def drawer(name):
    return jsonify(name=name, things=unit.read(name), commits=unit.COMMITS)


@app.post("/drawers/<name>/things")
def put_in(name):
    for thing in request.get_json()["things"]:
        if not isinstance(thing, str):
            return jsonify(error=f"{thing!r} is no thing", pending=unit.pending(name)), 400
        unit.write(name, thing)
    return jsonify(pending=unit.pending(name)), 201


@app.post("/move")
def move():
    source, target = request.args["from"], request.args["to"]
    for thing in unit.read(source):
        unit.write(target, thing)
    if target == "bin":
        raise PermissionError("nothing is thrown away")
    return "", 204
