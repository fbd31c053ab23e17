from sqlalchemy import Column, Integer, String, func, select
from sqlalchemy.orm import DeclarativeBase

from compat.application import Application
from compat.database import SessionDep, bind_engine, current_session, repr_by_key
from compat.requests import Request


class Base(DeclarativeBase):
    __repr__ = repr_by_key


class Note(Base):
    __tablename__ = "note"

    id = Column(Integer, primary_key=True)
    text = Column(String(40), nullable=False)


def total():
    return current_session().scalar(select(func.count()).select_from(select(Note).subquery()))


def create_app(config=None):
    app = Application(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///notes.db"
    app.config.from_mapping(config or {})
    bind_engine(app)

    @app.get("/notes")
    def notes(db: SessionDep):
        found = db.scalars(select(Note).order_by(Note.id)).all()
        return [note.text for note in found]

    @app.post("/notes")
    def add(request: Request, db: SessionDep):
        db.add(Note(text=request.get_data(as_text=True)))
        db.commit()
        return str(total()), 201

    with app.app_context():
        Base.metadata.create_all(app.state.engine)
    return app
