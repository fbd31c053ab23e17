"""The back office, for the staff."""

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    g,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)

from .db import get_db
from .helpers import get_book

bp = Blueprint("admin", __name__, url_prefix="/admin")


@bp.before_request
def staff_only():
    if g.user is None:
        return redirect(url_for("shop.login", next=request.path))
    if not g.user["is_admin"]:
        abort(403, "This is for the staff.")


@bp.errorhandler(403)
def keep_out(error):
    return render_template("error.html", title="Keep out", message=error.description), 403


@bp.route("/")
def dashboard():
    low = current_app.config.get("LOW_STOCK", 2)
    books = get_db().execute("SELECT * FROM book WHERE stock < ? ORDER BY id", (low,)).fetchall()
    return render_template("admin/dashboard.html", books=books)


@bp.route("/orders")
def orders():
    """All orders; as a page, or as JSON with ?format=json."""
    rows = (
        get_db()
        .execute(
            "SELECT orders.*, user.username FROM orders JOIN user ON user.id = orders.user_id"
            " ORDER BY orders.id"
        )
        .fetchall()
    )
    if request.args.get("format") == "json":
        return jsonify([dict(row) for row in rows])
    return render_template("admin/orders.html", orders=rows)


@bp.route("/books/<int:book_id>/stock", methods=["POST"])
def set_stock(book_id):
    get_book(book_id)
    stock = request.form.get("stock", type=int)
    if stock is None or stock < 0:
        abort(400, "The stock must be a whole number.")
    db = get_db()
    db.execute("UPDATE book SET stock = ? WHERE id = ?", (stock, book_id))
    db.commit()
    flash("Stock changed.", "success")
    return redirect(url_for("admin.dashboard"))


@bp.route("/settings")
def settings():
    config = current_app.config
    return {
        "shop": config["SHOP_NAME"],
        "books_per_page": config["BOOKS_PER_PAGE"],
        "currencies": sorted(config["CURRENCIES"]),
        "session_days": config["PERMANENT_SESSION_LIFETIME"].days,
    }
