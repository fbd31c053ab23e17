from flask import Blueprint, abort, jsonify, request

bp = Blueprint("admin", __name__, url_prefix="/admin")


@bp.before_request
def only_admins():
    if request.headers.get("X-Admin") != "letmein":
        abort(403)


@bp.route("/users/")
def users():
    return jsonify(users=["ada", "grace"], blueprint=request.blueprint)
