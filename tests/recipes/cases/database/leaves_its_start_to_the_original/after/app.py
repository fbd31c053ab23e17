import importlib

from compat.application import Application
from compat.legacy import Fallback
from models import Cat, db


def seed():
    """Two cats to begin with."""
    first, second = Cat(name="Tom"), Cat(alive=False)
    db.session.add(first)
    db.session.add(second)
    db.session.commit()


def set_up(app):

    # unflask UF204: a Flask extension was taken out of the converted application: Flask-SQLAlchemy; instead: SQLAlchemy 2.0 itself, with a session by `Depends`
    # unflask UF204: a Flask extension was taken out of the converted application: Flask-SQLAlchemy; instead: SQLAlchemy 2.0 itself, with a session by `Depends`
    # unflask UF204: a Flask extension was taken out of the converted application: Flask-Migrate; instead: Alembic's own command line
    with app.app_context():
        from extra import extra

        app.include_router(extra)
        # unflask UF204: a Flask extension was taken out of the converted application: Flask-SQLAlchemy; instead: SQLAlchemy 2.0 itself, with a session by `Depends`


def create_app():
    app = Application(__name__)
    app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").create_app())
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///cats.db"
    # unflask UF300: the database stays on Flask: there are several databases (SQLALCHEMY_BINDS)
    app.config["SQLALCHEMY_BINDS"] = {}
    set_up(app)

    # Flask still answers GET /cats: UF201 a Flask extension is used here: Flask-SQLAlchemy; instead: SQLAlchemy 2.0 itself, with a session by `Depends` (models.py:7) (through cats → Cat → Living).
    def cats():
        return [cat.name for cat in Cat.query.living().order_by(Cat.id)]

    @app.get("/alive")
    def alive():
        return "yes"

    return app
