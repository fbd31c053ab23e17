from sqlalchemy import Boolean, Column, ForeignKey, Integer, String
from sqlalchemy.orm import DeclarativeBase, declared_attr, relationship

from compat.database import QueryProperty, repr_by_key
from compat.queries import Query


class Living(Query):
    def living(self):
        return self.filter_by(alive=True)


class Base(DeclarativeBase):
    query = QueryProperty(Living)
    __repr__ = repr_by_key


class Named(Living):
    def named(self, name):
        return self.living().filter_by(name=name)


class Owned:
    @declared_attr
    def toys(cls):
        return relationship("Toy", lazy="dynamic", query_class=Living)


class Cat(Owned, Base):
    __tablename__ = "cat"

    query = QueryProperty(Named)
    id = Column(Integer, primary_key=True)
    name = Column(String(9))
    alive = Column(Boolean, default=True)


class Toy(Base):
    __tablename__ = "toy"

    id = Column(Integer, primary_key=True)
    alive = Column(Boolean, default=True)
    cat_id = Column(ForeignKey("cat.id"))
