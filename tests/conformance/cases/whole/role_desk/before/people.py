from flask import Blueprint, abort, jsonify, request

from roles import PEOPLE, can

people = Blueprint("people", __name__)


@people.before_request
def admins_only():
    if not can("admin"):
        abort(403, "people are for admins")


@people.route("/")
def everybody():
    return jsonify([{"name": p["name"], "roles": sorted(p["roles"])} for p in PEOPLE.values()])


@people.route("/<name>/roles/<role>", methods=["PUT", "DELETE"])
def role(name, role):
    person = next((p for p in PEOPLE.values() if p["name"] == name), None) or abort(404)
    change = person["roles"].add if request.method == "PUT" else person["roles"].discard
    change(role)
    return jsonify(name=name, roles=sorted(person["roles"]), blueprint=request.blueprint)
