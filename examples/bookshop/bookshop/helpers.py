from decimal import Decimal

from flask import abort, current_app, request, url_for

from .db import get_db


def page_args():
    """Page number and size, as asked for in the query string."""
    page = request.args.get("page", 1, type=int)
    per_page = request.args.get("per_page", current_app.config["BOOKS_PER_PAGE"], type=int)
    return max(page, 1), max(1, min(per_page, current_app.config["MAX_PER_PAGE"]))


def paginate(rows, endpoint, **values):
    """One page of `rows`, with links to the pages before and after it."""
    page, per_page = page_args()
    pages = (len(rows) + per_page - 1) // per_page
    links = {}
    if page > 1:
        links["prev"] = url_for(endpoint, page=page - 1, per_page=per_page, **values)
    if page < pages:
        links["next"] = url_for(endpoint, page=page + 1, per_page=per_page, **values)
    return {
        "items": rows[(page - 1) * per_page : page * per_page],
        "page": page,
        "pages": pages,
        "total": len(rows),
        "links": links,
    }


def convert(amount):
    """Price in the currency that was asked for."""
    currency = request.args.get("currency", "EUR").upper()
    rates = current_app.config["CURRENCIES"]
    if currency not in rates:
        abort(400, "We do not take %s." % currency)
    return currency, (amount * Decimal(rates[currency])).quantize(Decimal("0.01"))


def get_book(book_id):
    book = get_db().execute("SELECT * FROM book WHERE id = ?", (book_id,)).fetchone()
    if book is None:
        abort(404, "There is no book %d." % book_id)
    return book


def book_dict(row):
    return {
        "id": row["id"],
        "isbn": row["isbn"],
        "title": row["title"],
        "author": row["author"],
        "genre": row["genre"],
        "price": row["price"],
        "published": row["published"],
        "in_stock": row["stock"] > 0,
    }


def find_books(genre=None):
    """All books, or those of a genre and the genres below it, in the order asked for."""
    order = request.args.get("sort", "id")
    if order not in ("id", "title", "author", "price"):
        abort(400, "Cannot sort by '%s'." % order)
    rows = get_db().execute("SELECT * FROM book ORDER BY id").fetchall()
    if genre is not None:
        rows = [r for r in rows if r["genre"] == genre or r["genre"].startswith(genre + "/")]
    return sorted(rows, key=lambda r: r[order])
