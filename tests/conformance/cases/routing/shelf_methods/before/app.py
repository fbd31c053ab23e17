"""Shelf: a reading list that one person keeps."""

from flask import Flask, abort, jsonify, request

app = Flask(__name__)

BOOKS = {
    1: {"id": 1, "title": "Middlemarch", "state": "reading"},
    2: {"id": 2, "title": "Molloy", "state": "wanted"},
}
STATES = ("wanted", "reading", "read")


def find_book(book_id):
    book = BOOKS.get(book_id)
    if book is None:
        abort(404)
    return book


def payload():
    data = request.get_json(silent=True)
    if not isinstance(data, dict):
        abort(400, description="send a JSON object")
    return data


@app.route("/books", methods=["GET", "POST"])
def books():
    if request.method == "POST":
        data = payload()
        if not data.get("title"):
            return jsonify(error="title is missing"), 400
        number = max(BOOKS) + 1
        BOOKS[number] = {"id": number, "title": data["title"], "state": "wanted"}
        return jsonify(BOOKS[number]), 201, {"Location": f"/books/{number}"}
    state = request.args.get("state")
    return jsonify([b for b in BOOKS.values() if state in (None, b["state"])])


@app.route("/books/<int:book_id>", methods=["GET", "PUT", "PATCH", "DELETE"])
def book(book_id):
    found = find_book(book_id)
    if request.method == "GET":
        return jsonify(found)
    if request.method == "DELETE":
        del BOOKS[book_id]
        return "", 204
    data = payload()
    if request.method == "PUT" and set(data) != {"title", "state"}:
        return jsonify(error="PUT needs title and state"), 422
    if data.get("state", "wanted") not in STATES:
        return jsonify(error="unknown state", states=STATES), 422
    found.update({key: data[key] for key in ("title", "state") if key in data})
    return jsonify(found)


@app.delete("/books")
def clear_read():
    done = [number for number, b in BOOKS.items() if b["state"] == "read"]
    for number in done:
        del BOOKS[number]
    return {"removed": done}
