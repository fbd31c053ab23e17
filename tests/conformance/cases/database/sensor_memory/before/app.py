from flask import Flask, Response, g, jsonify, request, stream_with_context

import readings

app = Flask(__name__)


@app.before_request
def sensor():
    g.sensor = request.headers.get("X-Sensor", "hall")


@app.route("/readings", methods=["POST"])
def add():
    try:
        value = float(request.form["value"])
    except ValueError:
        return jsonify(error="value: a number"), 400
    return jsonify(id=readings.add(g.sensor, value)), 201


@app.route("/readings/<int:number>", methods=["DELETE"])
def remove(number):
    if not readings.remove(number):
        return jsonify(error="no such reading"), 404
    return "", 204


@app.route("/readings.csv")
def export():
    def lines():
        yield "sensor,value\n"
        for sensor, value in readings.all():
            if request.args.get("sensor") in (None, sensor):
                yield f"{sensor},{value}\n"

    return Response(stream_with_context(lines()), mimetype="text/csv")


@app.route("/mean")
def mean():
    value = readings.mean(g.sensor)
    if value is None:
        return jsonify(error=f"nothing of {g.sensor}"), 404
    return jsonify(sensor=g.sensor, mean=value)
