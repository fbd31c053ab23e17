from flask import Blueprint, abort, current_app, jsonify, request
from werkzeug.local import LocalProxy

api = Blueprint("api", __name__)
settings = LocalProxy(lambda: current_app.config)


def rate_for(plan):
    try:
        return settings["RATES"][plan]
    except KeyError:
        abort(404, f"plan {plan!r}")


@api.route("/price")
def price():
    items = request.args.get("items", type=int, default=1)
    if items > settings["MAX_ITEMS"]:
        return jsonify(error="too many", most=settings["MAX_ITEMS"]), 400
    plan = request.args.get("plan", "basic")
    return jsonify(
        price=round(items * 10 * rate_for(plan), 2), currency=current_app.config["CURRENCY"]
    )


@api.route("/setup")
def setup():
    shown = {
        name: settings.get(name) for name in ("NAME", "REGION", "GOLD_RATE", "MAX_ITEMS", "secret")
    }
    return jsonify(shown, "DISPLAY" in settings, current_app.secret_key == settings["SECRET_KEY"])


@api.route("/setup/<name>")
def one(name):
    return jsonify({name: current_app.config[name.upper()]})
