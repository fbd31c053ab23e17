from flask import Blueprint, abort, g, jsonify

from roles import PEOPLE, can, roles_required

staff = Blueprint("staff", __name__)


@staff.before_request
def admins_only():
    if not can("admin"):
        abort(403, "staff is for admins")


@staff.route("/")
def people():
    return jsonify([{"name": p["name"], "roles": sorted(p["roles"])} for p in PEOPLE.values()])


@staff.route("/<name>/roles/<role>", methods=["PUT", "DELETE"])
@roles_required("admin")
def role(name, role):
    from flask import request

    person = next((p for p in PEOPLE.values() if p["name"] == name), None) or abort(404)
    getattr(person["roles"], "add" if request.method == "PUT" else "discard")(role)
    return jsonify(name=name, roles=sorted(person["roles"]), lang=g.lang)
