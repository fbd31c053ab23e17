import os

from pydantic import BaseModel
from sqlalchemy import Column, Integer, String, select

from .compat.application import Application
from .compat.database import SessionDep, bind_engine
from .compat.migrations import upgrade
from .compat.requests import Request
from .compat.values import Json
from .extensions import Base, migrate

app = Application(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///books.db"
bind_engine(app)
migrate.init_app(app, metadata=Base.metadata, directory=os.path.join(app.root_path, "migrations"), compare_server_default=True)


class Book(Base):
    __tablename__ = "book"

    id = Column(Integer, primary_key=True)
    title = Column(String(80), nullable=False)


with app.app_context():
    upgrade()


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
