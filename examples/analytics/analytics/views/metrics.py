from flask import Blueprint, jsonify

from ..security import requested_project, token_required
from ..services import metrics

bp = Blueprint("metrics", __name__)


@bp.route("/overview")
@token_required
def overview():
    return jsonify(metrics.overview(requested_project()))


@bp.route("/timeseries")
@token_required
def timeseries():
    return jsonify(metrics.timeseries(requested_project()))


@bp.route("/top-pages")
@token_required
def top_pages():
    return jsonify(metrics.top_pages(requested_project()))


@bp.route("/funnel")
@token_required
def funnel():
    return jsonify(metrics.funnel(requested_project()))


@bp.route("/retention")
@token_required
def retention():
    return jsonify(metrics.retention(requested_project()))
