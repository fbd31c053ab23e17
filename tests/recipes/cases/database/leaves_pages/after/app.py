import importlib

from flask_sqlalchemy import SQLAlchemy
from pydantic import BaseModel
from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import DeclarativeBase

from compat.application import Application
from compat.database import SessionDep, bind_engine, get_or_404, repr_by_key
from compat.legacy import Fallback
from compat.requests import Request
from compat.values import Json

db = SQLAlchemy()


class Base(DeclarativeBase):
    __repr__ = repr_by_key


class Song(Base):
    __tablename__ = "song"

    id = Column(Integer, primary_key=True)
    name = Column(String(20))


def page_of(number):
    # unflask UF301: this use of the database has no certain counterpart: `paginate` is Flask-SQLAlchemy's own
    return Song.query.order_by(Song.id).paginate(page=number, per_page=2, error_out=False)


def find(model, name: str | None):
    """The class of the query is not known here."""
    # unflask UF301: this use of the database has no certain counterpart: the class of `model.query` is not known
    return model.query.filter_by(name=name).first()


class SongsAnswer(BaseModel):
    total: Json
    songs: Json


def create_app():
    app = Application(__name__)
    app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").create_app())
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///songs.db"
    bind_engine(app)

    # Flask still answers GET /songs: UF301 this use of the database has no certain counterpart: `paginate` is Flask-SQLAlchemy's own (app.py:13) (through songs → page_of).
    def songs(request: Request):
        page = page_of(request.args.get("page", 1, type=int))
        return {"total": page.total, "songs": [song.name for song in page.items]}

    @app.get("/songs/{song_id:int}")
    def song(db: SessionDep, song_id: int):
        return get_or_404(db, Song, song_id).name

    @app.post("/songs")
    def add(request: Request, db: SessionDep):
        song = Song(name=request.get_data(as_text=True))
        db.add(song)
        db.commit()
        return str(song.id), 201

    # Flask still answers GET /find: UF301 this use of the database has no certain counterpart: the class of `model.query` is not known (app.py:18) (through found → find).
    def found(name: str | None = None):
        song = find(Song, name)
        return song.name if song else "none"

    with app.app_context():
        Base.metadata.drop_all(app.state.engine)
        Base.metadata.create_all(app.state.engine)
    return app
