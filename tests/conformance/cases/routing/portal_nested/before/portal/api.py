from flask import Blueprint, jsonify, request, url_for

bp = Blueprint("api", __name__)


@bp.route("/", endpoint="index")
def show_index():
    return jsonify(
        users=url_for(".admin.users"),
        reports=url_for("api.reports.listing"),
        audit=url_for("api.admin.audit.listing"),
    )


@bp.after_request
def stamp(response):
    response.headers["X-Api"] = request.endpoint or "-"
    return response
