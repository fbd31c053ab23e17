import importlib
from dataclasses import dataclass
from string import Formatter

from flask_sqlalchemy import SQLAlchemy

from compat.application import Application
from compat.legacy import Fallback

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///kinds.db"
# unflask UF201: a Flask extension is used here: Flask-SQLAlchemy; instead: SQLAlchemy 2.0 itself, with a session by `Depends`
db = SQLAlchemy()


# unflask UF300: the database stays on Flask: the class Mixed inherits from `string.Formatter`
class Mixed(db.Model, Formatter):
    id = db.Column(db.Integer, primary_key=True)


@dataclass(repr=False)
# unflask UF300: the database stays on Flask: the class Plain has a metaclass or a decorator
class Plain(db.Model):
    id = db.Column(db.Integer, primary_key=True)


# unflask UF204: a Flask extension was taken out of the converted application: Flask-SQLAlchemy; instead: SQLAlchemy 2.0 itself, with a session by `Depends`


# Flask still answers GET /: UF201 a Flask extension is used here: Flask-SQLAlchemy; instead: SQLAlchemy 2.0 itself, with a session by `Depends` (app.py:9) (through counted → Plain → db).
def counted():
    return str(Plain.query.count())


@app.get("/alive")
def alive():
    return "yes"
