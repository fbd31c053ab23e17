"""The pages that customers see: shelves, basket and account."""

import datetime

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from werkzeug.security import check_password_hash, generate_password_hash

from .auth import login_required
from .db import get_db
from .errors import OutOfStock, ShopError
from .helpers import find_books, get_book, paginate

bp = Blueprint("shop", __name__)

THEMES = ("light", "dark")


@bp.route("/")
def front():
    genres = get_db().execute("SELECT * FROM genre ORDER BY trail").fetchall()
    theme = request.cookies.get("theme", "light")
    return render_template("front.html", genres=genres, theme=theme)


@bp.route("/shelves/", defaults={"trail": ""})
@bp.route("/shelves/<path:trail>")
def shelf(trail):
    if trail:
        genre = get_db().execute("SELECT * FROM genre WHERE trail = ?", (trail,)).fetchone()
        if genre is None:
            abort(404)
        name = genre["name"]
    else:
        name = "All books"
    page = paginate(find_books(trail or None), "shop.shelf", trail=trail)
    return render_template("shelf.html", name=name, page=page)


@bp.route("/book/<int:book_id>")
@bp.route("/b/<int:book_id>")
def show_book(book_id):
    book = get_book(book_id)
    reviews = (
        get_db()
        .execute(
            "SELECT review.*, user.username FROM review JOIN user ON user.id = review.user_id"
            " WHERE book_id = ? ORDER BY review.id",
            (book_id,),
        )
        .fetchall()
    )
    return render_template("book.html", book=book, reviews=reviews)


@bp.route("/register", methods=["GET", "POST"])
def register():
    if request.method == "POST":
        username = request.form["username"].strip()
        password = request.form["password"]
        error = None
        if not username:
            error = "A name is required."
        elif len(password) < 6:
            error = "The password is too short."
        db = get_db()
        if error is None:
            taken = db.execute("SELECT id FROM user WHERE username = ?", (username,)).fetchone()
            if taken:
                error = "The name {} is taken.".format(username)
        if error is None:
            hashed = generate_password_hash(password, current_app.config["PASSWORD_METHOD"])
            db.execute(
                "INSERT INTO user (username, password, joined) VALUES (?, ?, ?)",
                (username, hashed, current_app.config["BUSINESS_DAY"]),
            )
            db.commit()
            flash("Welcome! You can log in now.")
            return redirect(url_for(".login"))
        flash(error, "error")
    return render_template("register.html")


@bp.route("/login", methods=["GET", "POST"])
def login():
    if request.method == "POST":
        username = request.form["username"]
        user = get_db().execute("SELECT * FROM user WHERE username = ?", (username,)).fetchone()
        if user is None or not check_password_hash(user["password"], request.form["password"]):
            flash("Wrong name or password.", "error")
            return render_template("login.html"), 401
        basket = session.get("basket")
        session.clear()
        session["user_id"] = user["id"]
        if basket:
            session["basket"] = basket
        session.permanent = "remember" in request.form
        target = request.args.get("next", "")
        if not target.startswith("/") or target.startswith("//"):
            target = url_for("shop.account", welcome=1)
        return redirect(target)
    return render_template("login.html")


@bp.route("/logout", methods=["GET", "POST"])
def logout():
    session.pop("user_id", None)
    flash("Goodbye.")
    return redirect(url_for("index"))


@bp.route("/account")
@login_required
def account():
    orders = (
        get_db()
        .execute("SELECT * FROM orders WHERE user_id = ? ORDER BY id", (g.user["id"],))
        .fetchall()
    )
    return render_template("account.html", orders=orders, welcome="welcome" in request.args)


@bp.route("/basket")
def basket():
    lines, total = read_basket()
    return render_template("basket.html", lines=lines, total=total)


@bp.route("/basket/<int:book_id>", methods=["POST"])
def put_in_basket(book_id):
    """Set the number of copies of a book in the basket; none takes it out."""
    book = get_book(book_id)
    quantity = request.form.get("quantity", 1, type=int)
    content = dict(session.get("basket", {}))
    if quantity > 0:
        content[str(book_id)] = quantity
        flash("'%s' is in your basket." % book["title"])
    else:
        content.pop(str(book_id), None)
    session["basket"] = content
    return redirect(url_for(".basket"), code=303)


@bp.route("/checkout", methods=["POST"])
@login_required
def checkout():
    lines, total = read_basket()
    if not lines:
        raise ShopError("Your basket is empty.", 400)
    for book, quantity, _ in lines:
        if quantity > book["stock"]:
            raise OutOfStock(book["title"], book["stock"])
    db = get_db()
    cursor = db.execute(
        "INSERT INTO orders (user_id, total, ordered) VALUES (?, ?, ?)",
        (g.user["id"], total, current_app.config["BUSINESS_DAY"]),
    )
    for book, quantity, _ in lines:
        db.execute(
            "INSERT INTO order_line (order_id, book_id, quantity, price) VALUES (?, ?, ?, ?)",
            (cursor.lastrowid, book["id"], quantity, book["price"]),
        )
        db.execute("UPDATE book SET stock = stock - ? WHERE id = ?", (quantity, book["id"]))
    db.commit()
    session.pop("basket")
    flash("Thank you for order %d." % cursor.lastrowid, "success")
    return redirect(url_for(".account", _anchor="orders"))


@bp.route("/preferences", methods=["GET", "POST"])
def preferences():
    theme = request.cookies.get("theme", "light")
    if request.method == "GET":
        return render_template("preferences.html", theme=theme, themes=THEMES)
    theme = request.form.get("theme")
    response = make_response(redirect(url_for(".preferences")))
    if theme == "reset":
        response.delete_cookie("theme")
    elif theme in THEMES:
        max_age = datetime.timedelta(days=365)
        response.set_cookie("theme", theme, max_age=max_age, httponly=True, samesite="Lax")
    else:
        abort(400, "There is no such theme.")
    return response


def read_basket():
    """The lines of the basket (book, quantity, price) and their total."""
    lines = []
    for book_id, quantity in sorted(session.get("basket", {}).items()):
        book = get_book(int(book_id))
        lines.append((book, quantity, book["price"] * quantity))
    return lines, sum(price for _, _, price in lines)
