from flask import Blueprint, current_app, jsonify, request

import pricing

parcels = Blueprint("parcels", __name__)


@parcels.route("/quote", methods=["POST"])
def quote():
    data = request.get_json()
    try:
        price = pricing.price(data["zone"], float(data["weight"]))
    except pricing.Refused as refusal:
        return jsonify(ok=False, why=str(refusal)), 422
    return jsonify(ok=True, price=price, by=current_app.config["LABEL"])


@parcels.route("/zones")
def zones():
    return jsonify(current_app.config["ZONES"])


@parcels.route("/about")
def about():
    config = current_app.config
    return jsonify(
        testing=current_app.testing,
        debug=config["DEBUG"],
        lower="lower_case" in config,
        hints=config.get("HINTS", []),
        zones=config.get_namespace("MAX_"),
        folder=config["DATA_FOLDER"].rsplit("/", 1)[-1],
    )
