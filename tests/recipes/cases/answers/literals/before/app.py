import datetime
import decimal
import uuid

from flask import Flask, abort, jsonify, redirect, request

app = Flask(__name__)
books = {}


def show(book):
    """One book for clients."""
    if book["sold"] is None:
        return {"title": book["title"], "price": book["price"]}
    return {"title": book["title"], "price": book["price"], "sold": book["sold"]}


@app.route("/books", methods=["POST"])
def add_book():
    title = request.args.get("title")
    if not title:
        return {"error": "a book has a title"}, 400
    if title in books:
        return jsonify(error="there is one"), 409
    book = {"title": title, "price": decimal.Decimal("9.90"), "sold": None, "id": uuid.UUID(int=7)}
    books[title] = book
    return jsonify(book), 201


@app.route("/books/<title>")
def get_book(title):
    if title not in books:
        abort(404)
    if request.args.get("raw"):
        return redirect("/raw")
    return jsonify(show(books[title]))


@app.route("/books/<title>/sell", methods=["POST"])
def sell_book(title):
    books[title]["sold"] = datetime.datetime(2024, 2, 29, 12, 30)
    return show(books[title])


@app.route("/books")
def list_books():
    # The cheap ones too.
    return [{"title": b["title"], "sold": b["sold"] is not None} for b in books.values()]


@app.route("/count/<int:start>")
def count(start):
    if start > 5:
        return {"start": start, "count": len(books), "date": datetime.date(2024, 1, 2)}
    return jsonify(count=len(books), start=start, **{}) if False else {"start": start, "count": 0}


@app.route("/schema/<int:number>", methods=["PUT"])
def schema(number):
    """Keys that are no names."""
    if number == 1:
        return jsonify(schema=f"n{number}", copy=None)
    return jsonify({"schema": "x", "content-type": [1, {"day": datetime.date(2024, 1, 2)}]})


@app.route("/up/<int:number>", methods=["POST"])
def up(number):
    return jsonify(number=number, title=str(number), ok=number in books, at=datetime.date.min), 201


@app.route("/half", methods=["GET"])
def half():
    return {"half": request.args.get("of", 1.0, type=float) / 2}
