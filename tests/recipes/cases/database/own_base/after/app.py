from sqlalchemy import ForeignKey, MetaData, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from compat.application import Application
from compat.database import (
    SessionDep,
    bind_engine,
    current_session,
    one_or_404,
    repr_by_key,
)


class Base(DeclarativeBase):
    """What all tables have in common."""

    metadata = MetaData(naming_convention={"pk": "pk_%(table_name)s"})
    __repr__ = repr_by_key


class Planet(Base):
    __tablename__ = "planet"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    moons: Mapped[list["Moon"]] = relationship(back_populates="planet")


class Moon(Base):
    __tablename__ = "moon"

    id: Mapped[int] = mapped_column(primary_key=True)
    planet_id: Mapped[int] = mapped_column(ForeignKey("planet.id"))
    planet: Mapped[Planet] = relationship(back_populates="moons")


def create_app():
    app = Application(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///sky.db"
    bind_engine(app)

    @app.get("/planets")
    def planets(db: SessionDep):
        found = db.execute(select(Planet).order_by(Planet.name)).scalars()
        return {planet.name: [repr(moon) for moon in planet.moons] for planet in found}

    @app.get("/planets/{name}")
    def planet(db: SessionDep, name: str):
        return repr(one_or_404(db, select(Planet).filter_by(name=name), description="not in sight"))

    with app.app_context():
        Base.metadata.drop_all(app.state.engine)
        Base.metadata.create_all(app.state.engine)
        current_session().add(Planet(name="Mars", moons=[Moon(), Moon()]))
        current_session().commit()
    return app
