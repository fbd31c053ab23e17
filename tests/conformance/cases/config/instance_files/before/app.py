import json
import os

from flask import Flask, abort, current_app, jsonify


def create_app(test_config=None):
    app = Flask(__name__, instance_relative_config=True)
    app.config.from_mapping(SECRET_KEY="dev", UNIT="°C", STATIONS=[])
    if test_config is None:
        app.config.from_pyfile("config.py", silent=True)
        app.config.from_file("stations.json", load=json.load)
        app.config.from_pyfile("local.py", silent=True)
    else:
        app.config.update(test_config)
    os.makedirs(app.instance_path, exist_ok=True)

    @app.route("/stations")
    def stations():
        return jsonify(unit=app.config["UNIT"], stations=app.config["STATIONS"])

    @app.route("/stations/<name>/readings")
    def readings(name):
        if name not in app.config["STATIONS"]:
            abort(404)
        return jsonify(load_readings(name))

    @app.route("/notice")
    def notice():
        with app.open_instance_resource("notice.txt", "r") as file:
            return file.read(), {"Content-Type": "text/plain"}

    @app.route("/units")
    def units():
        with current_app.open_resource("units.csv") as file:
            return file.read().decode()

    @app.route("/where")
    def where():
        return {"instance": os.path.basename(app.instance_path), "retries": app.config["RETRIES"]}

    return app


def load_readings(name):
    path = os.path.join(current_app.instance_path, "readings", f"{name}.json")
    with open(path, encoding="utf-8") as file:
        return json.load(file)
