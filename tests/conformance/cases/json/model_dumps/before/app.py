"""Model objects that know how to become JSON, as older code bases have them."""

import json
from datetime import datetime

from flask import Flask, Response, jsonify, request

from models import LIBRARY, Book, Serializable

app = Flask(__name__)


class LibraryEncoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, Serializable):
            return o.to_dict()
        if isinstance(o, datetime):
            return o.strftime("%Y-%m-%d %H:%M")
        return super().default(o)


def json_response(data, status=200, **headers):
    indent = 2 if request.args.get("pretty") else None
    body = json.dumps(data, cls=LibraryEncoder, indent=indent, ensure_ascii=False, sort_keys=True)
    return Response(body, status, headers, mimetype="application/json")


@app.route("/books", methods=["GET", "POST"])
def books():
    if request.method == "GET":
        return json_response({"books": LIBRARY})
    try:
        book = Book(**request.get_json())
    except TypeError as error:
        return json_response({"error": str(error).split(".")[-1]}, 400)
    return json_response(book, 201, Location=f"/books/{book.isbn}")


@app.route("/books/<isbn>")
def book(isbn):
    found = [book for book in LIBRARY if book.isbn == isbn]
    if not found:
        return json_response(None, 404)
    return jsonify(found[0].to_dict())


@app.route("/books/<isbn>/html")
def html(isbn):
    return jsonify([book for book in LIBRARY if book.isbn == isbn])
