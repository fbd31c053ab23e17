import importlib

from flask_sqlalchemy import SQLAlchemy
from pydantic import BaseModel
from sqlalchemy import Column, Integer, String, select
from sqlalchemy.orm import DeclarativeBase

from compat.application import Application
from compat.database import (
    QueryProperty,
    SessionDep,
    bind_engine,
    get_or_404,
    repr_by_key,
)
from compat.legacy import Fallback
from compat.requests import Request
from compat.values import Json

db = SQLAlchemy()


class Base(DeclarativeBase):
    query = QueryProperty()
    __repr__ = repr_by_key


class Song(Base):
    __tablename__ = "song"

    id = Column(Integer, primary_key=True)
    name = Column(String(20))


def page_of(number, **options):
    return Song.query.order_by(Song.id).paginate(page=number, per_page=2, **options)


def find(model, name: str | None):
    """The class of the query is not known here."""
    return model.query.filter_by(name=name).first()


class LimitedAnswer(BaseModel):
    total: Json


class SongsAnswer(BaseModel):
    total: Json
    songs: Json


def create_app():
    app = Application(__name__)
    app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").create_app())
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///songs.db"
    bind_engine(app)

    @app.get("/songs", response_model=SongsAnswer)
    def songs(request: Request):
        page = page_of(request.args.get("page", 1, type=int), error_out=False)
        return {"total": page.total, "songs": [song.name for song in page.items]}

    @app.get("/names")
    def names(db: SessionDep):
        """Rows of one column, of which Flask-SQLAlchemy's pages hold tuples."""
        page = db.query(Song.name).order_by(Song.id).paginate(per_page=1)
        return [list(row) for row in page]

    @app.get("/limited", response_model=LimitedAnswer)
    def limited():
        """SQLAlchemy refuses to order what is limited."""
        return {"total": Song.query.limit(1).paginate(error_out=False).total}

    # Flask still answers GET /kept: UF301 this use of the database has no certain counterpart: `db.paginate` has no counterpart (app.py:45).
    def kept():
        options = {"page": 1, "error_out": False}
        # unflask UF301: this use of the database has no certain counterpart: `db.paginate` has no counterpart
        return {"total": db.paginate(select(Song), **options).total}

    @app.get("/songs/{song_id:int}")
    def song(db: SessionDep, song_id: int):
        return get_or_404(db, Song, song_id).name

    @app.post("/songs")
    def add(request: Request, db: SessionDep):
        song = Song(name=request.get_data(as_text=True))
        db.add(song)
        db.commit()
        return str(song.id), 201

    @app.get("/find")
    def found(name: str | None = None):
        song = find(Song, name)
        return song.name if song else "none"

    with app.app_context():
        Base.metadata.drop_all(app.state.engine)
        Base.metadata.create_all(app.state.engine)
    return app
