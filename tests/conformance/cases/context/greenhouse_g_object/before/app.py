"""Greenhouse: everything that `g` can do, and where its life ends."""

from flask import Flask, current_app, g, jsonify, request

from climate import Climate, climate_for, snapshot

app = Flask(__name__)
app.config["BEDS"] = {"east": 18, "west": 21}


@app.before_request
def set_up():
    g.setdefault("notes", []).append("before")
    bed = request.headers.get("X-Bed")
    if bed:
        g.climate = Climate(bed, app.config["BEDS"].get(bed))


@app.teardown_appcontext
def close_climate(error):
    climate = g.pop("climate", None)
    if climate is not None:
        climate.close()


@app.get("/beds/<bed>")
def bed(bed):
    climate = climate_for(bed)
    if climate.degrees is None:
        return jsonify(error="no such bed", snapshot=snapshot()), 404
    return jsonify(bed=climate.bed, degrees=climate.degrees, snapshot=snapshot())


@app.get("/nested")
def nested():
    g.notes.append("outer")
    with current_app.app_context():
        g.notes = ["inner"]
        inner = snapshot()
    return jsonify(inner=inner, outer=g.notes)


@app.put("/beds/<bed>")
def heat(bed):
    degrees = request.get_json()
    if not isinstance(degrees, int):
        return jsonify(error="degrees are integers"), 422
    current_app.config["BEDS"][bed] = degrees
    return jsonify(current_app.config["BEDS"])


@app.get("/closed")
def closed():
    return jsonify(closed=Climate.closed, has="climate" in g, notes=getattr(g, "notes", None))


@app.get("/missing")
def missing():
    return g.nothing
