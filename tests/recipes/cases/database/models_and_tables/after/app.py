from compat.application import Application
from compat.context import current_app
from compat.database import SessionDep, bind_engine, current_session, get_or_404
from compat.values import Json
from models import Base, Book, HTTPLibrary, Item, Pamphlet, Tag
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateTable


def fill(db: Session):
    here = HTTPLibrary(name="Here")
    first = Book(title="First", tags=[Tag(name="old")])
    here.books.append(first)
    db.add_all([here, Book(title="Second", library=here), Pamphlet()])
    db.commit()


class BooksAnswer(BaseModel):
    titles: Json
    first: str
    library: str


class TablesAnswer(BaseModel):
    tables: Json
    indexes: Json
    database: str


def create_app():
    app = Application(__name__)
    app.config.update(
        SQLALCHEMY_DATABASE_URI="sqlite:///shelf.db",
        SQLALCHEMY_ENGINE_OPTIONS={"pool_pre_ping": True},
    )
    bind_engine(app, session_options={"expire_on_commit": False})

    @app.get("/tables", response_model=TablesAnswer)
    def tables():
        made = [str(CreateTable(t)) for t in Base.metadata.sorted_tables]
        indexes = [i.name for t in Base.metadata.sorted_tables for i in t.indexes]
        return {"tables": made, "indexes": sorted(indexes), "database": str(current_app.state.engine.url.drivername)}

    @app.get("/books", response_model=BooksAnswer)
    def books(db: SessionDep):
        here = db.get(HTTPLibrary, 1)
        titles = [book.title for book in here.books.order_by(Book.title.desc())]
        return {"titles": titles, "first": repr(here.books.first()), "library": str(here)}

    @app.get("/items")
    def items(db: SessionDep):
        found = db.execute(select(Item).order_by(Item.id)).scalars()
        return [[item.kind, repr(item)] for item in found]

    @app.get("/tags/{tag_id:int}")
    def tag(db: SessionDep, tag_id: int):
        found = get_or_404(db, Tag, tag_id, description="no such tag")
        return [[book.title, book.added_on] for book in found.books]

    with app.app_context():
        Base.metadata.drop_all(app.state.engine)
        Base.metadata.create_all(app.state.engine)
        fill(current_session())
    return app
