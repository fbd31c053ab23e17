import importlib

from fastapi.responses import HTMLResponse
from flask import request
from sqlalchemy import Column, Integer, func, select
from sqlalchemy.orm import DeclarativeBase

from compat.application import Application
from compat.database import SessionDep, bind_engine, repr_by_key
from compat.legacy import Fallback

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"


class Base(DeclarativeBase):
    __repr__ = repr_by_key


bind_engine(app)


class Hit(Base):
    __tablename__ = "hit"

    id = Column(Integer, primary_key=True)


with app.app_context():
    Base.metadata.create_all(app.state.engine)


# Flask still answers POST /hit: it shares `app.db` in memory with a route that stays on Flask.
def hit(db: SessionDep):
    db.add(Hit())
    db.commit()
    return HTMLResponse("", 204)


# Flask still answers GET /hits: it shares `app.db` in memory with a route that stays on Flask.
def hits(db: SessionDep):
    return str(db.scalar(select(func.count()).select_from(select(Hit).subquery())))


# Flask still answers GET /who: UF120 an attribute of `request` has no counterpart: `request.dict_storage_class` (app.py:32).
def who(db: SessionDep):
    """No counterpart for what it asks of the request, and it counts in the same memory."""
    # unflask UF120: an attribute of `request` has no counterpart: `request.dict_storage_class`
    return f"{request.dict_storage_class.__name__} {db.scalar(select(func.count()).select_from(select(Hit).subquery()))}"


@app.get("/alive")
def alive():
    return "yes"
