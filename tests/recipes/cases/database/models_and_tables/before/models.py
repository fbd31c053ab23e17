"""Tables of every shape."""

from datetime import date

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData

db = SQLAlchemy(
    metadata=MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s"}),
    session_options={"expire_on_commit": False},
)

marked = db.Table(
    "marked",
    db.Column("book_id", db.ForeignKey("book.id"), primary_key=True),
    db.Column("tag_id", db.ForeignKey("tag.id"), primary_key=True),
)


class Dated:
    added_on = db.Column(db.Date, default=lambda: date(2024, 2, 29))


class Named(db.Model):
    __abstract__ = True

    name = db.Column(db.String(40), index=True)

    def __str__(self):
        return self.name


class HTTPLibrary(Named):
    """Where the books are."""

    id = db.Column(db.Integer, primary_key=True)  # made up by the database
    books = db.relationship("Book", backref="library", lazy="dynamic")


class Item(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    kind = db.Column(db.String(10))

    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "item"}


class Book(Dated, Item):
    id = db.Column(db.ForeignKey("item.id"), primary_key=True)
    title = db.Column(db.Text, nullable=False)
    library_id = db.Column(db.ForeignKey("http_library.id"))
    tags = db.relationship("Tag", secondary=marked, back_populates="books")

    __mapper_args__ = {"polymorphic_identity": "book"}


class Pamphlet(Item):
    __mapper_args__ = {"polymorphic_identity": "pamphlet"}


class Tag(Named):
    __tablename__ = "tag"
    __table_args__ = (db.UniqueConstraint("name"),)

    id = db.Column(db.Integer, primary_key=True)
    books = db.relationship("Book", secondary=marked, back_populates="tags")
