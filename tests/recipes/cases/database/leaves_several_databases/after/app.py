import importlib

from flask_sqlalchemy import SQLAlchemy

from compat.application import Application
from compat.legacy import Fallback

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///first.db"
# unflask UF300: the database stays on Flask: there are several databases (SQLALCHEMY_BINDS)
app.config["SQLALCHEMY_BINDS"] = {"other": "sqlite:///second.db"}
# unflask UF201: a Flask extension is used here: Flask-SQLAlchemy; instead: SQLAlchemy 2.0 itself, with a session by `Depends`
db = SQLAlchemy()


class Here(db.Model):
    id = db.Column(db.Integer, primary_key=True)


# unflask UF300: the database stays on Flask: the class There sets `__bind_key__`
class There(db.Model):
    __bind_key__ = "other"

    id = db.Column(db.Integer, primary_key=True)


# unflask UF204: a Flask extension was taken out of the converted application: Flask-SQLAlchemy; instead: SQLAlchemy 2.0 itself, with a session by `Depends`


# Flask still answers GET /: UF201 a Flask extension is used here: Flask-SQLAlchemy; instead: SQLAlchemy 2.0 itself, with a session by `Depends` (app.py:7) (through counted → Here → db).
def counted():
    return f"{Here.query.count()} {There.query.count()}"


@app.get("/alive")
def alive():
    return "yes"
