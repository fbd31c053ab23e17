from pydantic import BaseModel
from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import DeclarativeBase

from compat.application import Application
from compat.database import (
    SessionDep,
    bind_engine,
    current_session,
    get_or_404,
    repr_by_key,
)
from compat.values import Json


class Base(DeclarativeBase):
    __repr__ = repr_by_key


class Item(Base):
    __tablename__ = "item"

    id = Column(Integer, primary_key=True)
    name = Column(String(50), nullable=False)


class ShowAnswer(BaseModel):
    name: Json


def create_app():
    app = Application(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    bind_engine(app)

    @app.post("/items/{number:int}/{name}", response_model=ShowAnswer)
    def rename(db: SessionDep, number: int, name: str):
        item = db.get(Item, number)
        item.name = name
        db.commit()
        return {"name": item.name}

    @app.get("/items/{number:int}", response_model=ShowAnswer)
    def show(db: SessionDep, number: int):
        return {"name": get_or_404(db, Item, number).name}

    with app.app_context():
        Base.metadata.create_all(app.state.engine)
        current_session().add(Item(name="cup"))
        current_session().commit()
    return app
