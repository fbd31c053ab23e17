"""The JSON API of the catalogue."""

import csv
import datetime
import io
import sqlite3
from decimal import Decimal, InvalidOperation

from flask import Blueprint, Response, abort, current_app, g, jsonify, request, url_for
from werkzeug.exceptions import HTTPException

from .auth import token_required
from .db import get_db
from .errors import OutOfStock, ShopError, envelope
from .helpers import book_dict, convert, find_books, get_book, paginate

bp = Blueprint("catalogue", __name__)


@bp.errorhandler(404)
def not_found(error):
    return envelope(404, error.description)


@bp.errorhandler(HTTPException)
def http_error(error):
    return envelope(error.code, error.description)


@bp.errorhandler(OutOfStock)
def out_of_stock(error):
    return envelope(409, error.message, left=error.left)


@bp.errorhandler(ShopError)
def shop_error(error):
    return envelope(error.status, error.message)


@bp.after_request
def no_store(response):
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def read_book(data):
    """Check the fields of a book sent by a client; returns a clean dict."""
    missing = [name for name in ("isbn", "title", "author", "genre") if not data.get(name)]
    if missing:
        raise ShopError("Missing: %s." % ", ".join(missing), 422)
    try:
        price = Decimal(str(data.get("price", "0")))
    except InvalidOperation:
        raise ShopError("The price is not a number.", 422) from None
    published = data.get("published")
    if isinstance(published, str):
        try:
            published = datetime.datetime.strptime(published, "%Y-%m-%d").date()
        except ValueError:
            raise ShopError("Dates look like 2021-03-01.", 422) from None
    return {
        "isbn": data["isbn"],
        "title": data["title"].strip(),
        "author": data["author"].strip(),
        "genre": data["genre"],
        "price": price,
        "published": published,
        "stock": int(data.get("stock", 0)),
    }


@bp.route("/", methods=["GET"])
def books():
    genre = request.args.get("genre")
    rows = [book_dict(row) for row in find_books(genre)]
    wanted = request.args.getlist("author")
    if wanted:
        rows = [row for row in rows if row["author"] in wanted]
    values = {"genre": genre} if genre else {}
    return jsonify(paginate(rows, ".books", **values))


@bp.route("/", methods=["POST"])
@token_required
def add_book():
    book = read_book(request.get_json())
    db = get_db()
    try:
        cursor = db.execute(
            "INSERT INTO book (isbn, title, author, genre, price, published, stock)"
            " VALUES (:isbn, :title, :author, :genre, :price, :published, :stock)",
            book,
        )
        db.commit()
    except sqlite3.IntegrityError:
        raise ShopError("We have a book with ISBN %s." % book["isbn"]) from None
    row = get_book(cursor.lastrowid)
    response = jsonify(book_dict(row))
    response.status_code = 201
    response.headers["Location"] = url_for(".book", book_id=row["id"])
    return response


@bp.route("/<int:book_id>")
def book(book_id):
    return jsonify(book_dict(get_book(book_id)))


@bp.route("/<int:book_id>", methods=["PUT", "DELETE"])
@token_required
def change_book(book_id):
    """Change a book or take it off the list; for the staff."""
    row = get_book(book_id)
    if not g.user["is_admin"]:
        abort(403, "Only the staff may change books.")
    db = get_db()
    if request.method == "DELETE":
        db.execute("DELETE FROM book WHERE id = ?", (row["id"],))
        db.commit()
        return "", 204
    changed = read_book(dict(dict(row), **request.get_json()))
    db.execute(
        "UPDATE book SET isbn = :isbn, title = :title, author = :author, genre = :genre,"
        " price = :price, published = :published, stock = :stock WHERE id = :id",
        dict(changed, id=row["id"]),
    )
    db.commit()
    return jsonify(book_dict(get_book(row["id"])))


@bp.route("/by-isbn/<string(length=13):isbn>")
def by_isbn(isbn):
    row = get_db().execute("SELECT * FROM book WHERE isbn = ?", (isbn,)).fetchone()
    if row is None:
        abort(404, "There is no book with ISBN %s." % isbn)
    return jsonify(book_dict(row))


@bp.route("/genres/<path:trail>")
def genre(trail):
    """A genre with its books; the trail is its path, as in fiction/crime."""
    row = get_db().execute("SELECT * FROM genre WHERE trail = ?", (trail,)).fetchone()
    if row is None:
        abort(404)
    return {
        "name": row["name"],
        "trail": trail.split("/"),
        "books": [{"id": b["id"], "title": b["title"]} for b in find_books(trail)],
    }


@bp.route("/search")
def search():
    words = request.args["q"].lower().split()
    limit = request.args.get("limit", default=10, type=int)
    hits = [
        book_dict(row)
        for row in find_books()
        if all(word in (row["title"] + " " + row["author"]).lower() for word in words)
    ]
    return jsonify(hits[:limit])


@bp.route("/stats")
def stats():
    rows = get_db().execute("SELECT * FROM book").fetchall()
    published = [row["published"] for row in rows if row["published"]]
    return jsonify(
        count=len(rows),
        copies=sum(row["stock"] for row in rows),
        average_price=(sum(row["price"] for row in rows) / len(rows)).quantize(Decimal("0.01")),
        oldest=min(published),
        newest=max(published),
        business_day=current_app.config["BUSINESS_DAY"],
    )


@bp.route("/export.csv")
def export():
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["isbn", "title", "author", "price"])
    for row in find_books():
        writer.writerow([row["isbn"], row["title"], row["author"], row["price"]])
    response = Response(out.getvalue(), mimetype="text/csv")
    response.headers["Content-Disposition"] = "attachment; filename=books.csv"
    response.headers["Cache-Control"] = "max-age=60"
    return response


@bp.route("/<int:book_id>/quote")
def quote(book_id):
    """The price of some copies, delivery included."""
    row = get_book(book_id)
    quantity = request.args.get("quantity", 1, type=int)
    if quantity > row["stock"]:
        raise OutOfStock(row["title"], row["stock"])
    currency, total = convert(row["price"] * quantity + Decimal("3.00"))
    return jsonify(
        book=row["title"],
        quantity=quantity,
        currency=currency,
        total=total,
        each=(total / quantity).quantize(Decimal("0.01")),
    )


@bp.route("/<int:book_id>/reviews", methods=["GET"])
def list_reviews(book_id):
    get_book(book_id)
    rows = get_db().execute(
        "SELECT review.*, user.username FROM review JOIN user ON user.id = review.user_id"
        " WHERE book_id = ? ORDER BY review.id",
        (book_id,),
    )
    return jsonify([review_dict(row) for row in rows])


@bp.route("/<int:book_id>/reviews", methods=["POST"])
@token_required
def add_review(book_id):
    book = get_book(book_id)
    data = request.get_json(silent=True)
    if not data or "stars" not in data:
        return jsonify({"message": "Invalid review"}), 400
    if data["stars"] not in (1, 2, 3, 4, 5):
        return jsonify({"message": "Give one to five stars"}), 400
    db = get_db()
    cursor = db.execute(
        "INSERT INTO review (book_id, user_id, stars, text, written) VALUES (?, ?, ?, ?, ?)",
        (
            book["id"],
            g.user["id"],
            data["stars"],
            data.get("text", ""),
            current_app.config["BUSINESS_DAY"],
        ),
    )
    db.commit()
    row = db.execute(
        "SELECT review.*, user.username FROM review JOIN user ON user.id = review.user_id"
        " WHERE review.id = ?",
        (cursor.lastrowid,),
    ).fetchone()
    location = url_for(".list_reviews", book_id=book["id"], _anchor="review-%d" % row["id"])
    return jsonify(review_dict(row)), 201, {"Location": location}


def review_dict(row):
    return dict(
        id=row["id"],
        by=row["username"],
        stars=row["stars"],
        text=row["text"],
        written=row["written"],
    )
