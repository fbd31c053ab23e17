from flask import Flask, jsonify
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    """What all tables have in common."""

    metadata = MetaData(naming_convention={"pk": "pk_%(table_name)s"})


db = SQLAlchemy(model_class=Base)


class Planet(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    moons: Mapped[list["Moon"]] = relationship(back_populates="planet")


class Moon(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    planet_id: Mapped[int] = mapped_column(db.ForeignKey("planet.id"))
    planet: Mapped[Planet] = relationship(back_populates="moons")


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///sky.db"
    db.init_app(app)

    @app.get("/planets")
    def planets():
        found = db.session.execute(db.select(Planet).order_by(Planet.name)).scalars()
        return jsonify({planet.name: [repr(moon) for moon in planet.moons] for planet in found})

    @app.get("/planets/<name>")
    def planet(name):
        return repr(db.one_or_404(db.select(Planet).filter_by(name=name), description="not in sight"))

    with app.app_context():
        db.drop_all()
        db.create_all()
        db.session.add(Planet(name="Mars", moons=[Moon(), Moon()]))
        db.session.commit()
    return app
