import importlib
import os

from flask.globals import app_ctx
from pydantic import BaseModel
from sqlalchemy import Column, Integer, String, select
from sqlalchemy.orm import DeclarativeBase

from compat.application import Application
from compat.database import SessionDep, bind_engine, repr_by_key
from compat.legacy import Fallback
from compat.migrations import Migrations, upgrade
from compat.requests import Request
from compat.values import Json

app = Application(__name__)
app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").app)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///books.db"


class Base(DeclarativeBase):
    __repr__ = repr_by_key


bind_engine(app)
migrate = Migrations(app, Base.metadata)


class Book(Base):
    __tablename__ = "book"

    id = Column(Integer, primary_key=True)
    title = Column(String(80), nullable=False)


with app.app_context():
    upgrade(os.path.join(app.root_path, "migrations"))


class BooksAnswer(BaseModel):
    id: Json
    title: Json


@app.get("/books", response_model=list[BooksAnswer])
def books(db: SessionDep):
    found = db.execute(select(Book).order_by(Book.id)).scalars()
    return [{"id": b.id, "title": b.title} for b in found]


class AddAnswer(BaseModel):
    id: Json


@app.post("/books", status_code=201, response_model=AddAnswer)
def add(request: Request, db: SessionDep):
    book = Book(title=request.get_json()["title"])
    db.add(book)
    db.commit()
    return {"id": book.id}


# Flask still answers GET /titles: UF100 no recipe knows this part of Flask: `flask.app_ctx` (app.py:40).
def titles(db: SessionDep):
    found = db.execute(select(Book).order_by(Book.id)).scalars()
    # unflask UF100: no recipe knows this part of Flask: `flask.app_ctx`
    return str([b.title for b in found]) + str(bool(app_ctx))
