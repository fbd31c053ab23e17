"""Tables of every shape."""

from datetime import date

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, relationship

from compat.database import repr_by_key


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s"})
    __repr__ = repr_by_key


marked = Table(
    "marked",
    Base.metadata,
    Column("book_id", ForeignKey("book.id"), primary_key=True),
    Column("tag_id", ForeignKey("tag.id"), primary_key=True),
)


class Dated:
    added_on = Column(Date, default=lambda: date(2024, 2, 29))


class Named(Base):
    __abstract__ = True

    name = Column(String(40), index=True)

    def __str__(self):
        return self.name


class HTTPLibrary(Named):
    """Where the books are."""

    __tablename__ = "http_library"

    id = Column(Integer, primary_key=True)  # made up by the database
    books = relationship("Book", backref="library", lazy="dynamic")


class Item(Base):
    __tablename__ = "item"

    id = Column(Integer, primary_key=True)
    kind = Column(String(10))

    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "item"}


class Book(Dated, Item):
    __tablename__ = "book"

    id = Column(ForeignKey("item.id"), primary_key=True)
    title = Column(Text, nullable=False)
    library_id = Column(ForeignKey("http_library.id"))
    tags = relationship("Tag", secondary=marked, back_populates="books")

    __mapper_args__ = {"polymorphic_identity": "book"}


class Pamphlet(Item):
    __mapper_args__ = {"polymorphic_identity": "pamphlet"}


class Tag(Named):
    __tablename__ = "tag"
    __table_args__ = (UniqueConstraint("name"),)

    id = Column(Integer, primary_key=True)
    books = relationship("Book", secondary=marked, back_populates="tags")
