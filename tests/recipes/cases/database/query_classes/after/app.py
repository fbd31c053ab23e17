from pydantic import BaseModel
from sqlalchemy import Column, ForeignKey, Integer, String, func, select
from sqlalchemy.orm import DeclarativeBase, relationship

from compat.application import Application
from compat.database import (
    QueryProperty,
    SessionDep,
    bind_engine,
    current_session,
    get_or_404,
    repr_by_key,
)
from compat.queries import Query
from compat.requests import Request
from compat.responses import JSONResponse
from compat.values import Json


class Base(DeclarativeBase):
    query = QueryProperty()
    __repr__ = repr_by_key


class Shelf(Base):
    __tablename__ = "shelf"

    id = Column(Integer, primary_key=True)
    name = Column(String(20), nullable=False)
    books = relationship("Book", backref="shelf", lazy="dynamic", query_class=Query)

    def all_books(self):
        return Book.query.filter(Book.shelf_id == self.id).order_by(Book.title)


class Book(Base):
    __tablename__ = "book"

    class BookQuery(Query):
        def get(self, ident, shelf=None):
            return self.filter_by(id=ident, shelf=shelf).first() if shelf else super().get(ident)

        def long(self):
            return self.filter(Book.pages > 99)

    query = QueryProperty(BookQuery)
    id = Column(Integer, primary_key=True)
    title = Column(String(40), nullable=False)
    pages = Column(Integer, default=0)
    shelf_id = Column(ForeignKey("shelf.id"))


class AddAnswer(BaseModel):
    id: Json


class BooksAnswer(BaseModel):
    titles: Json
    total: Json
    pages: Json


class DynamicAnswer(BaseModel):
    titles: Json
    next: Json


class LongAnswer(BaseModel):
    long: Json
    pages: Json


class OneAnswer(BaseModel):
    title: Json
    shelf: Json


def create_app():
    app = Application(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///books.db"
    bind_engine(app)
    with app.app_context():
        Base.metadata.create_all(app.state.engine)
        if current_session().scalar(select(func.count()).select_from(select(Shelf).subquery())) == 0:
            current_session().add_all([Shelf(name="old"), Shelf(name="new")])
            current_session().commit()

    @app.post("/shelves/{shelf_id:int}/books", status_code=201, response_model=AddAnswer)
    def add(request: Request, db: SessionDep, shelf_id: int):
        shelf = get_or_404(db, Shelf, shelf_id)
        book = Book(**request.get_json(), shelf=shelf)
        db.add(book)
        db.commit()
        return {"id": book.id}

    @app.get("/shelves/{shelf_id:int}/books/{book_id:int}", response_model=OneAnswer)
    def one(db: SessionDep, shelf_id: int, book_id: int):
        book = Book.query.get(book_id, db.get(Shelf, shelf_id))
        if book is None:
            return JSONResponse({"error": "not on this shelf"}, 404)
        return {"title": book.title, "shelf": book.shelf.name}

    @app.get("/shelves/{shelf_id:int}/books", response_model=BooksAnswer)
    def books(db: SessionDep, shelf_id: int):
        found = get_or_404(db, Shelf, shelf_id).all_books().paginate(per_page=2)
        return {"titles": [b.title for b in found], "total": found.total, "pages": found.pages}

    @app.get("/shelves/{shelf_id:int}/dynamic", response_model=DynamicAnswer)
    def dynamic(db: SessionDep, shelf_id: int):
        shelf = get_or_404(db, Shelf, shelf_id)
        page = shelf.books.filter(Book.pages > 0).paginate(per_page=1, error_out=False)
        return {"titles": [b.title for b in page.items], "next": page.next_num}

    @app.get("/long", response_model=LongAnswer)
    def long(db: SessionDep):
        pages = db.query(Book.pages, Shelf.name).join(Shelf).order_by(Book.pages)
        rows = [list(row) for row in pages.paginate(max_per_page=5)]
        return {"long": [b.title for b in Book.query.long().order_by(Book.id)], "pages": rows}

    @app.get("/shelves")
    def shelves(db: SessionDep):
        return [s.name for s in db.scalars(select(Shelf).order_by(Shelf.name)).all()]

    return app
