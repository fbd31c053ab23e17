import os

from flask import Flask, jsonify
from flask_migrate import Migrate

from models import Cat, db


def seed():
    """Two cats to begin with."""
    first, second = Cat(name="Tom"), Cat(alive=False)
    db.session.add(first)
    db.session.add(second)
    db.session.commit()


def set_up(app):
    def is_empty():
        return db.session.execute(db.select(Cat)).first() is None

    folder = os.path.join(app.root_path, "migrations")
    db.init_app(app)
    db.app = app
    Migrate(app, db, directory=folder)
    with app.app_context():
        from extra import extra

        app.register_blueprint(extra)
        db.drop_all()
        db.create_all()
        if is_empty():
            seed()
        for name in ("Kit", "Cat"):
            db.session.add(Cat(name=name))
        try:
            db.session.commit()
        except RuntimeError:
            print("no cats")


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///cats.db"
    app.config["SQLALCHEMY_BINDS"] = {}
    set_up(app)

    @app.get("/cats")
    def cats():
        return jsonify([cat.name for cat in Cat.query.living().order_by(Cat.id)])

    @app.get("/alive")
    def alive():
        return "yes"

    return app
