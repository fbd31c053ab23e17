from sqlalchemy import Boolean, Column, Integer
from sqlalchemy.orm import DeclarativeBase

from compat.application import Application
from compat.database import QueryProperty, SessionDep, bind_engine, repr_by_key
from compat.queries import Query


class Living(Query):
    def living(self):
        return self.filter_by(alive=True)


app = Application(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///cats.db"


class Base(DeclarativeBase):
    query = QueryProperty(Living)
    __repr__ = repr_by_key


bind_engine(app, session_options={"query_cls": Living})


class Cat(Base):
    __tablename__ = "cat"

    id = Column(Integer, primary_key=True)
    alive = Column(Boolean, default=True)


with app.app_context():
    Base.metadata.create_all(app.state.engine)


@app.get("/")
def counted():
    return str(Cat.query.living().count())


@app.get("/session")
def of_session(db: SessionDep):
    return str(db.query(Cat).living().count())


@app.get("/here")
def here():
    return "yes"
