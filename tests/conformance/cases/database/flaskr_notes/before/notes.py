import sqlite3

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for

from db import get_db, query

bp = Blueprint("notes", __name__)


@bp.before_app_request
def load_author():
    name = request.headers.get("X-Author")
    g.author = query("SELECT * FROM author WHERE name = ?", (name,), one=True) if name else None


def get_note(id, check_author=True):
    note = query(
        "SELECT n.*, a.name FROM note n JOIN author a ON a.id = n.author_id WHERE n.id = ?",
        (id,),
        one=True,
    )
    if note is None:
        abort(404, f"Note id {id} doesn't exist.")
    if check_author and (g.author is None or note["author_id"] != g.author["id"]):
        abort(403)
    return note


@bp.route("/")
def index():
    notes = query(
        "SELECT n.id, title, name FROM note n JOIN author a ON a.id = n.author_id ORDER BY n.id DESC"
    )
    return render_template("index.html", notes=notes)


@bp.route("/create", methods=("GET", "POST"))
def create():
    if g.author is None:
        abort(401)
    if request.method == "POST":
        title = request.form["title"]
        if not title:
            flash("Title is required.")
        else:
            db = get_db()
            try:
                db.execute(
                    "INSERT INTO note (title, body, author_id) VALUES (?, ?, ?)",
                    (title, request.form["body"], g.author["id"]),
                )
                db.commit()
            except sqlite3.IntegrityError:
                flash(f"There is a note “{title}” already.")
            else:
                return redirect(url_for("index"))
    return render_template("create.html")


@bp.route("/<int:id>/update", methods=["POST"])
def update(id):
    get_note(id)
    db = get_db()
    db.execute("UPDATE note SET title = ? WHERE id = ?", (request.form["title"], id))
    db.commit()
    return redirect(url_for("notes.index"))


@bp.route("/<int:id>")
def show(id):
    note = get_note(id, check_author=False)
    return {key: note[key] for key in note.keys()}
