import datetime
import enum
from decimal import Decimal

from flask import Blueprint, abort, current_app, jsonify, request

bp = Blueprint("invoices", __name__)


class State(enum.Enum):
    DRAFT = 1
    SENT = 2


INVOICES = {
    7: {
        "number": 7,
        "customer": "Bäckerei Müller",
        "issued": datetime.date(2024, 2, 29),
        "total": Decimal("99.9"),
        "state": State.SENT,
        "tags": {"food", "daily"},
    },
}


@bp.route("/invoices/<int:number>")
def show(number):
    return INVOICES.get(number) or abort(404)


@bp.route("/invoices")
def index():
    return jsonify(list(INVOICES.values()))


@bp.route("/invoices/<int:number>/stamp", methods=["POST"])
def stamp(number):
    at = datetime.datetime(2024, 3, 1, 8, 30, tzinfo=datetime.timezone.utc)
    note = request.get_json(silent=True)
    return jsonify(number=number, at=at, note=note), 201


@bp.route("/broken")
def broken():
    return jsonify(handle=object())


@bp.route("/dumped")
def dumped():
    text = current_app.json.dumps({"b": Decimal(1), "a": State.DRAFT}, indent=1)
    return current_app.response_class(text, mimetype="application/json")
