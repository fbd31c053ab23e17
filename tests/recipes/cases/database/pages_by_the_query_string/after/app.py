from pydantic import BaseModel
from sqlalchemy import Column, Integer, select
from sqlalchemy.orm import DeclarativeBase

from compat.application import Application
from compat.database import SessionDep, bind_engine, current_session, repr_by_key
from compat.pagination import paginate
from compat.values import Json

app = Application(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"


class Base(DeclarativeBase):
    __repr__ = repr_by_key


bind_engine(app)


class Leaf(Base):
    __tablename__ = "leaf"

    id = Column(Integer, primary_key=True)


with app.app_context():
    Base.metadata.create_all(app.state.engine)
    current_session().add_all([Leaf(), Leaf(), Leaf()])
    current_session().commit()


class LeavesAnswer(BaseModel):
    leaves: Json
    pages: Json


@app.get("/", response_model=LeavesAnswer)
def leaves(db: SessionDep):
    """Nothing else here reads the query string."""
    page = paginate(db, select(Leaf).order_by(Leaf.id))
    return {"leaves": [leaf.id for leaf in page.items], "pages": page.pages}
