from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.query import Query

db = SQLAlchemy()


class Living(Query):
    def filter_by(self, **given):
        return super().filter_by(alive=True, **given)


class Animal(db.Model):
    __abstract__ = True

    @classmethod
    def named(cls, name):
        return cls.query.filter_by(name=name).all()


class Cat(Animal):
    query_class = Living
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(9))
    alive = db.Column(db.Boolean, default=True)


class Mixin:
    """No table."""

    @classmethod
    def counted(cls):
        return cls.query.filter_by(name="tom").count()


class Dog(Mixin, db.Model):
    query_class = Living
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(9))
    alive = db.Column(db.Boolean, default=True)


def attach(app):
    db.app = app


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///cats.db"
    db.init_app(app)
    attach(app)

    @app.get("/<name>")
    def named(name):
        return str(len(Cat.named(name)))

    @app.get("/dogs")
    def dogs():
        return str(Dog.counted())

    with app.app_context():
        db.drop_all()
        db.create_all()
        db.session.add_all([Cat(name="tom"), Cat(name="tom", alive=False), Dog(name="tom", alive=False)])
        db.session.commit()
    return app
