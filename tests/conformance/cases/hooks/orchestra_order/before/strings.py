from flask import Blueprint, jsonify, request

from score import note, played

strings = Blueprint("strings", __name__, url_prefix="/strings")


@strings.before_app_request
def tune_up():
    note("strings.before_app")


@strings.before_request
def sit_down():
    note("strings.before")
    if request.args.get("rest"):
        return "resting", 202
    return None


@strings.after_request
def bow(response):
    note("strings.after")
    return response


@strings.after_app_request
def applause(response):
    note("strings.after_app")
    return response


@strings.teardown_request
def stand_up(error):
    note("strings.teardown")


@strings.route("/violin")
def violin():
    note("violin")
    return jsonify(played())
