import datetime
import sqlite3
from decimal import Decimal

import click
from flask import current_app, g
from flask.cli import with_appcontext
from werkzeug.security import generate_password_hash

sqlite3.register_adapter(Decimal, str)
sqlite3.register_adapter(datetime.date, lambda day: day.isoformat())
sqlite3.register_converter("DECTEXT", lambda raw: Decimal(raw.decode()))
sqlite3.register_converter("DATE", lambda raw: datetime.date.fromisoformat(raw.decode()))


def get_db():
    """The connection of this request; opened at its first use."""
    if "db" not in g:
        g.db = sqlite3.connect(current_app.config["DATABASE"], detect_types=sqlite3.PARSE_DECLTYPES)
        g.db.row_factory = sqlite3.Row
    return g.db


def close_db(e=None):
    db = g.pop("db", None)
    if db is not None:
        db.close()


def init_db():
    db = get_db()
    with current_app.open_resource("schema.sql") as f:
        db.executescript(f.read().decode("utf8"))


def seed():
    """Fill an empty shop with a few books, two people and a review."""
    db = get_db()
    with current_app.open_resource("sample.sql") as f:
        db.executescript(f.read().decode("utf8"))
    method = current_app.config["PASSWORD_METHOD"]
    joined = datetime.date(2020, 11, 2)
    for username, password, is_admin, token in [
        ("ada", "lovelace", 0, "token-ada"),
        ("boss", "swordfish", 1, "token-boss"),
    ]:
        cursor = db.execute(
            "INSERT INTO user (username, password, is_admin, joined) VALUES (?, ?, ?, ?)",
            (username, generate_password_hash(password, method), is_admin, joined),
        )
        db.execute("INSERT INTO token (value, user_id) VALUES (?, ?)", (token, cursor.lastrowid))
    db.execute(
        "INSERT INTO review (book_id, user_id, stars, text, written) VALUES (?, ?, ?, ?, ?)",
        (1, 1, 5, "Still funny.", datetime.date(2021, 1, 15)),
    )
    db.commit()


@click.command("init-db")
@with_appcontext
def init_db_command():
    """Clear the data and create new tables."""
    init_db()
    click.echo("Initialized the database.")


@click.command("seed")
@click.option("--quiet", is_flag=True, help="Say nothing.")
@with_appcontext
def seed_command(quiet):
    """Fill the shop with sample data."""
    seed()
    if not quiet:
        count = get_db().execute("SELECT COUNT(*) FROM book").fetchone()[0]
        click.echo("Added %d books." % count)


def init_app(app):
    app.teardown_appcontext(close_db)
    app.cli.add_command(init_db_command)
    app.cli.add_command(seed_command)
