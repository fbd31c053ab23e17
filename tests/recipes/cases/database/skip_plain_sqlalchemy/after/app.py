import os

from pydantic import BaseModel
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from compat.application import Application
from compat.context import g
from compat.values import Json

app = Application(__name__)
os.makedirs(app.instance_path, exist_ok=True)
engine = create_engine(f"sqlite:///{app.instance_path}/plain.db")


class Base(DeclarativeBase):
    pass


class Word(Base):
    __tablename__ = "word"

    text: Mapped[str] = mapped_column(primary_key=True)


Base.metadata.create_all(engine)


@app.before_request
def begin():
    g.db = Session(engine)


@app.teardown_request
def end(error):
    g.db.close()


class WordsAnswer(BaseModel):
    words: Json
    all: Json


@app.get("/", response_model=WordsAnswer)
def words():
    return {"words": [w.text for w in g.db.scalars(select(Word))], "all": g.db.query(Word).count()}
