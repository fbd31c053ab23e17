from flask import Blueprint, jsonify

api = Blueprint("api", __name__, url_prefix="/api")


@api.route("/items/<int:number>")
def item(number):
    return jsonify(number=number)
