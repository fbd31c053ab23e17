"""Sluice: clean-up runs whatever happened, and may fail itself."""

from flask import Flask, g, jsonify, request

from locks import Lock, held

app = Flask(__name__)


@app.before_request
def take():
    name = request.headers.get("X-Lock")
    if name:
        g.lock = Lock(name)
        g.lock.take(by=request.path)


@app.teardown_request
def give_back(error):
    lock = g.pop("lock", None)
    if lock is not None:
        lock.release(failed=error is not None)


@app.errorhandler(Lock.Taken)
def taken(error):
    return jsonify(error="taken", lock=str(error)), 423


@app.post("/gates/<name>/<any(up, down):way>")
def move(name, way):
    if name == "rusty":
        raise OSError("stuck")
    return jsonify(gate=name, way=way, held=held())


@app.get("/held")
def show():
    return jsonify(held())
