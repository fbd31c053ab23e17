import datetime

from flask import Blueprint, current_app, jsonify, url_for

bp = Blueprint("ledger", __name__)

ENTRIES = {
    datetime.date(2024, 2, 28): {"rent": -900, "salary": 2500},
    datetime.date(2024, 2, 29): {"food": -35},
    datetime.date(2024, 3, 1): {"food": -12, "books": -40},
}


def _step(day, days):
    return url_for(".day", day=day + datetime.timedelta(days=days))


@bp.route("/<date:day>")
def day(day):
    entries = ENTRIES.get(day, {})
    return jsonify(
        day=day.isoformat(),
        weekday=day.strftime("%A"),
        total=sum(entries.values()),
        currency=current_app.config["CURRENCY"],
        before=_step(day, -1),
        after=_step(day, 1),
    )


@bp.route("/<date:start>/<date:end>/<list:kinds>")
def between(start, end, kinds):
    if end < start:
        return jsonify(error="ends before it starts", swap=[str(end), str(start)]), 400
    totals = {
        kind: sum(e.get(kind, 0) for when, e in ENTRIES.items() if start <= when <= end)
        for kind in kinds
    }
    here = url_for("ledger.between", start=start, end=end, kinds=kinds)
    return jsonify(totals=totals, here=here)


@bp.route("/compare/<list(separator='|'):kinds>")
def compare(kinds):
    return jsonify(kinds=kinds, count=len(kinds))
