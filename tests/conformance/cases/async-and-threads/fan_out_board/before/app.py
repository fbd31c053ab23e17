"""A departure board that asks its sources at once. Some sources forget where they run."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from flask import Flask, current_app, g, jsonify, request

from sources import SOURCES, careful, careless, curious

app = Flask(__name__)
app.config.update(STATION="Central", LINES={"S1": 4, "S2": 9})
pool = ThreadPoolExecutor(max_workers=2)


@contextmanager
def as_system():
    """Work for the system itself, with a `g` of its own."""
    with app.app_context():
        g.user = "system"
        yield current_app


@app.before_request
def who():
    g.user = request.args.get("user", "guest")


@app.route("/board")
def board():
    station = current_app.config["STATION"]
    found = pool.map(lambda line: careful(app, line), sorted(app.config["LINES"]))
    return jsonify(station=station, user=g.user, lines=list(found))


@app.route("/careless")
def without_context():
    try:
        return jsonify(pool.submit(careless, request.args.get("line", "S1")).result())
    except RuntimeError as error:
        return jsonify(error=str(error).splitlines()[0]), 500


@app.route("/curious")
def contexts():
    return jsonify(here=curious(), there=pool.submit(curious).result())


@app.route("/system")
def system():
    with as_system() as inner:
        inside = [g.user, inner.name, g.get("board")]
    g.board = "set"
    with as_system():
        again = g.get("board", "unset")
    return jsonify(inside=inside, again=again, outside=g.user, board=g.board)


@app.route("/sources/<name>")
def source(name):
    if name not in SOURCES:
        return jsonify(error="no such source"), 404
    return jsonify(SOURCES[name]("S1"))
