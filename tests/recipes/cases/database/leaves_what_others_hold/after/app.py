import importlib

from flask_sqlalchemy import SQLAlchemy

from compat.application import Application
from compat.legacy import Fallback

# unflask UF201: a Flask extension is used here: Flask-SQLAlchemy; instead: SQLAlchemy 2.0 itself, with a session by `Depends`
db = SQLAlchemy()


class Thing(db.Model):
    id = db.Column(db.Integer, primary_key=True)


class Search:
    """As a library would: it is given the extension and looks into it."""

    def __init__(self, database):
        self.database = database

    def everything(self):
        return self.database.session.query(Thing).count()


# unflask UF300: the database stays on Flask: `db` is handed on to `Search` as a whole
search = Search(db)


def create_app():
    app = Application(__name__)
    app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").create_app())
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///held.db"
    # unflask UF204: a Flask extension was taken out of the converted application: Flask-SQLAlchemy; instead: SQLAlchemy 2.0 itself, with a session by `Depends`

    # Flask still answers GET /: UF201 a Flask extension is used here: Flask-SQLAlchemy; instead: SQLAlchemy 2.0 itself, with a session by `Depends` (app.py:4) (through counted → db).
    def counted():
        db.create_all()
        return f"{search.everything()} {Thing.query.count()}"

    @app.get("/alive")
    def alive():
        return "yes"

    return app
