from flask import Blueprint, jsonify, request, url_for

bp = Blueprint("reports", __name__)

REPORTS = ["sales", "stock"]


@bp.route("/")
def listing():
    return jsonify(
        endpoint=request.endpoint,
        reports=[url_for(".one", name=name) for name in REPORTS],
    )


@bp.route("/<name>")
def one(name):
    if name not in REPORTS:
        return jsonify(error="unknown report", blueprints=request.blueprints), 404
    return jsonify(name=name, via=request.blueprint)
