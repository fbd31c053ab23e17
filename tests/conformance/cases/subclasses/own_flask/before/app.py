from flask import jsonify, request

from service import Service, Problem

app = Service(__name__)
app.config["SERVICE_NAME"] = "addresses"

ADDRESSES = {1: {"street": "High St", "no": 7}, 2: {"street": "Rue de l'Église", "no": 12}}


@app.api("/addresses")
def all_addresses():
    return [dict(value, id=key) for key, value in ADDRESSES.items()]


@app.api("/addresses/<int:number>", methods=["GET", "PUT"])
def address(number):
    if number not in ADDRESSES:
        raise Problem("unknown address", 404, number=number)
    if request.method == "PUT":
        given = request.get_json(silent=True)
        if not isinstance(given, dict):
            raise Problem("send an object")
        return {**ADDRESSES[number], **given}
    return ADDRESSES[number]


@app.api("/nothing")
def nothing():
    return None


@app.route("/plain")
def plain():
    return jsonify(service=app.config["SERVICE_NAME"], version=app.version)
