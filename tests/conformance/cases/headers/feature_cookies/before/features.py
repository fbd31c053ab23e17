"""Feature switches that live in the visitor's cookies."""

from flask import Blueprint, current_app, g, redirect, request, url_for

bp = Blueprint("features", __name__)


def enabled():
    if "enabled" not in g:
        wanted = request.cookies.get("features", "").split("|")
        g.enabled = [name for name in current_app.config["FEATURES"] if name in wanted]
    return g.enabled


@bp.app_context_processor
def inject():
    return {"enabled": enabled}


@bp.route("/")
def show():
    seen = request.cookies.get("visits", 0, type=int)
    body = {
        "enabled": enabled(),
        "visits": seen,
        "plan": request.cookies.get("plan"),
        "names": sorted(request.cookies),
        "has_plan": "plan" in request.cookies,
    }
    return body


@bp.route("/enable/<name>", methods=["POST"])
def enable(name):
    if name not in current_app.config["FEATURES"]:
        return {"error": "unknown feature", "known": current_app.config["FEATURES"]}, 404
    response = redirect(url_for("features.show"))
    response.set_cookie("features", "|".join(sorted({*enabled(), name})), max_age=3600)
    return response


@bp.route("/reset", methods=["POST"])
def reset():
    if not request.cookies:
        return "", 204
    response = redirect(request.referrer or url_for(".show"), 303)
    for name in sorted(request.cookies.keys()):
        response.delete_cookie(name)
    return response


@bp.route("/plan")
def plan():
    return request.cookies["plan"]
