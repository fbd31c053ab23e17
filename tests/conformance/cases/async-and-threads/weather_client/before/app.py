import requests
from flask import Flask, jsonify, request

import upstream

app = Flask(__name__)
app.config["UPSTREAM"] = "http://weather.invalid/v1"
app.config["UPSTREAM_TIMEOUT"] = 2


@app.route("/weather/<city>")
def weather(city):
    report = upstream.fetch(f"cities/{city}", units=request.args.get("units", "metric"))
    return jsonify(city=report["name"], temperature=report["temp"], via=report["via"])


@app.route("/compare")
def compare():
    cities = request.args.getlist("city")
    if len(cities) < 2:
        return jsonify(error="two cities at least"), 400
    reports = [upstream.fetch(f"cities/{city}") for city in cities]
    warmest = max(reports, key=lambda report: report["temp"])
    return jsonify(warmest=warmest["name"])


@app.route("/observations", methods=["POST"])
def observe():
    status, answer = upstream.push("observations", request.get_json())
    return jsonify(accepted=answer.get("accepted", False)), status


@app.errorhandler(requests.HTTPError)
def upstream_error(error):
    if error.response.status_code == 404:
        return jsonify(error="unknown city"), 404
    return jsonify(error="upstream failed", status=error.response.status_code), 502


@app.errorhandler(requests.Timeout)
def upstream_slow(error):
    return jsonify(error="upstream too slow"), 504


@app.errorhandler(requests.exceptions.ConnectionError)
def upstream_gone(error):
    return jsonify(error="upstream gone"), 503
