from sqlalchemy import Boolean, Column, Integer, String
from sqlalchemy.orm import DeclarativeBase

from compat.application import Application
from compat.database import QueryProperty, bind_engine, current_session, repr_by_key
from compat.queries import Query


class Base(DeclarativeBase):
    query = QueryProperty()
    __repr__ = repr_by_key


class Living(Query):
    def filter_by(self, **given):
        return super().filter_by(alive=True, **given)


class Animal(Base):
    __abstract__ = True

    @classmethod
    def named(cls, name):
        return cls.query.filter_by(name=name).all()


class Cat(Animal):
    __tablename__ = "cat"

    query = QueryProperty(Living)
    id = Column(Integer, primary_key=True)
    name = Column(String(9))
    alive = Column(Boolean, default=True)


class Mixin:
    """No table."""

    @classmethod
    def counted(cls):
        return cls.query.filter_by(name="tom").count()


class Dog(Mixin, Base):
    __tablename__ = "dog"

    query = QueryProperty(Living)
    id = Column(Integer, primary_key=True)
    name = Column(String(9))
    alive = Column(Boolean, default=True)


def attach(app):
    pass


def create_app():
    app = Application(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///cats.db"
    bind_engine(app)
    attach(app)

    @app.get("/{name}")
    def named(name: str):
        return str(len(Cat.named(name)))

    @app.get("/dogs")
    def dogs():
        return str(Dog.counted())

    with app.app_context():
        Base.metadata.drop_all(app.state.engine)
        Base.metadata.create_all(app.state.engine)
        current_session().add_all([Cat(name="tom"), Cat(name="tom", alive=False), Dog(name="tom", alive=False)])
        current_session().commit()
    return app
