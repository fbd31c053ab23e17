import importlib

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.query import Query

from compat.application import Application
from compat.legacy import Fallback


# unflask UF201: a Flask extension is used here: Flask-SQLAlchemy; instead: SQLAlchemy 2.0 itself, with a session by `Depends`
# unflask UF300: the database stays on Flask: `flask_sqlalchemy.query.Query` is used
class Living(Query):
    def living(self):
        return self.filter_by(alive=True)


app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///cats.db"
# unflask UF201: a Flask extension is used here: Flask-SQLAlchemy; instead: SQLAlchemy 2.0 itself, with a session by `Depends`
# unflask UF300: the database stays on Flask: SQLAlchemy is given `query_class`
# unflask UF300: the database stays on Flask: a query class is set
db = SQLAlchemy(query_class=Living)


class Cat(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    alive = db.Column(db.Boolean, default=True)


# unflask UF204: a Flask extension was taken out of the converted application: Flask-SQLAlchemy; instead: SQLAlchemy 2.0 itself, with a session by `Depends`


# Flask still answers GET /: UF201 a Flask extension is used here: Flask-SQLAlchemy; instead: SQLAlchemy 2.0 itself, with a session by `Depends` (app.py:6) (through counted → Cat → db → Living).
def counted():
    return str(Cat.query.living().count())


@app.get("/here")
def here():
    return "yes"
