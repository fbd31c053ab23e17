from flask import Blueprint, g, jsonify, request
from flask_login import current_user, fresh_login_required, login_required

from room.auth import staff_required

shelf = Blueprint("shelf", __name__)
BOOKS = ["Emma", "Ulysses"]


@shelf.route("/books")
@login_required
def books():
    return jsonify(reader=g.reader, books=BOOKS)


@shelf.route("/books", methods=["POST"])
@login_required
@staff_required
def add():
    data = request.get_json(silent=True) or {}
    if not data.get("title"):
        return jsonify(error="a book has a title"), 422
    BOOKS.append(data["title"])
    return jsonify(added=data["title"], by=current_user.id), 201


@shelf.route("/books/<int:place>", methods=["DELETE"])
@fresh_login_required
@staff_required
def drop(place):
    try:
        return jsonify(dropped=BOOKS.pop(place))
    except IndexError:
        return jsonify(error=f"no book at {place}"), 404
