from flask import Blueprint, abort, current_app, jsonify, request

import slowlib

from . import service

bp = Blueprint("weather", __name__)


@bp.route("/weather/<city>")
def weather(city):
    """The weather in a city, now."""
    found = service.current(city, request.args.get("units"))
    if found is None:
        return jsonify(error="We do not know %s." % city), 404
    return jsonify(found)


@bp.route("/forecast")
def forecast():
    city = request.args["city"]
    days = request.args.get("days", 3, type=int)
    if not 1 <= days <= 7:
        return jsonify(error="Ask for one to seven days."), 400
    found = service.forecast(city, days)
    if found is None:
        abort(404)
    return jsonify(city=city, days=found)


@bp.route("/compare")
def compare():
    """The weather in all our cities, or in those that are named."""
    cities = request.args.getlist("city") or current_app.config["CITIES"]
    found = [service.current(city) for city in cities]
    return jsonify([one for one in found if one is not None])


@bp.route("/stations/<int:station>")
def read_station(station):
    """What a station of ours measures, beside what the service says."""
    value = slowlib.read(station)
    if value is None:
        return jsonify(error="There is no station %d." % station), 404
    city = current_app.config["CITIES"][station - 1]
    return jsonify(station=station, measured=value, reported=service.current(city))


@bp.route("/convert")
def convert():
    celsius = request.args.get("celsius", type=float)
    if celsius is None:
        return jsonify(error="celsius must be a number"), 400
    return jsonify(celsius=celsius, fahrenheit=service.fahrenheit(celsius))


@bp.route("/cities")
def cities():
    return jsonify(current_app.config["CITIES"])
