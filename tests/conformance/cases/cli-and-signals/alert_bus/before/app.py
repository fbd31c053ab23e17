from flask import Flask, g, jsonify, request

from alerts import Sensor, raised
from listeners import muted

app = Flask(__name__)
app.config["LIMITS"] = {"hall": 30, "lab": 22}

sensors = {name: Sensor(name) for name in app.config["LIMITS"]}


@app.before_request
def begin():
    g.log = []


@app.post("/readings/<name>")
def reading(name):
    if name not in sensors:
        return jsonify(error="no such sensor"), 404
    value = request.get_json().get("value")
    if not isinstance(value, (int, float)):
        return jsonify(error="value: a number"), 400
    sensor = sensors[name]
    if request.args.get("quiet"):
        with muted():
            sensor.read(value)
    else:
        sensor.read(value)
    return jsonify(log=g.log, listeners=len(list(raised.receivers_for(sensor))), last=sensor.last)


@raised.connect_via(sensors["lab"])
def lab_only(sensor, **extra):
    g.log.append(f"lab is told by {request.headers.get('X-Source', '?')}")


@app.get("/sensors")
def overview():
    return jsonify({name: sensor.last for name, sensor in sensors.items()})
