import os

from flask import Flask, g
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = Flask(__name__)
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


@app.get("/")
def words():
    return {"words": [w.text for w in g.db.scalars(select(Word))], "all": g.db.query(Word).count()}
