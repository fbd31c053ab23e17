"""The gates themselves."""

from flask import Blueprint, abort, jsonify, request

from turnstile.limits import limiter

gates = Blueprint("gates", __name__)
NAMES = ("north", "south")


@gates.route("/<name>", methods=["GET", "PUT"])
def gate(name):
    if name not in NAMES:
        abort(404)
    return jsonify(gate=name, method=request.method)


@gates.route("/<name>/groups", methods=["POST"])
@limiter.limit(
    "10/day",
    cost=lambda: int(request.form.get("people", 1)),
    override_defaults=False,
    error_message=lambda: f"no group of {request.form.get('people')}",
)
def group(name):
    return jsonify(gate=name, people=request.form.get("people", "1")), 201


@gates.route("/stairs")
@limiter.limit("1/day", methods=["HEAD"])
@limiter.limit("3/day", per_method=True)
def stairs():
    return "up\n"
