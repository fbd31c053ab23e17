import os

from pydantic import BaseModel
from sqlalchemy import Column, ForeignKey, Integer, String, select
from sqlalchemy.orm import DeclarativeBase, joinedload, relationship

from compat.application import Application
from compat.database import SessionDep, bind_engine, current_session, repr_by_key
from compat.pagination import paginate
from compat.requests import Request
from compat.templating import TemplateResponse
from compat.values import Json

app = Application(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ.get("DATABASE", "sqlite:///records.db")


class Base(DeclarativeBase):
    __repr__ = repr_by_key


bind_engine(app)


class Band(Base):
    __tablename__ = "band"

    id = Column(Integer, primary_key=True)
    name = Column(String(20))
    records = relationship("Record", back_populates="band")


class Record(Base):
    __tablename__ = "record"

    id = Column(Integer, primary_key=True)
    name = Column(String(20))
    band_id = Column(ForeignKey("band.id"))
    band = relationship(Band, back_populates="records")


with app.app_context():
    Base.metadata.drop_all(app.state.engine)
    Base.metadata.create_all(app.state.engine)
    for index in range(3):
        band = Band(name=f"Band {index}")
        current_session().add_all([band, *(Record(name=f"{index}-{n}", band=band) for n in range(5))])
    current_session().commit()


def told(page):
    return {
        "items": [row.name for row in page],
        "numbers": [page.page, page.per_page, page.total, page.pages, page.first, page.last],
        "around": [page.has_prev, page.prev_num, page.has_next, page.next_num],
        "shown": list(page.iter_pages(left_edge=1, left_current=1, right_current=2, right_edge=1)),
    }


class RecordsAnswer(BaseModel):
    items: Json
    numbers: Json
    around: Json
    shown: Json


@app.get("/records", response_model=RecordsAnswer)
def records(db: SessionDep):
    found = paginate(
        db,
        select(Record).order_by(Record.id),
        error_out=True,
        count=True,
    )
    return told(found)


class FewAnswer(BaseModel):
    now: Json
    before: Json
    after: Json


@app.get("/records/few", response_model=FewAnswer)
def few(db: SessionDep):
    page = paginate(
        db,
        select(Record).options(joinedload(Record.band))
        .order_by(Record.name),
        per_page=2, max_per_page=10, error_out=False,
    )
    return {"now": told(page), "before": [r.name for r in page.prev()], "after": told(page.next())}


@app.get("/bands", response_model=RecordsAnswer)
def bands(request: Request, db: SessionDep, end: str = ""):
    """A join makes a band come once for each of its records."""
    query = select(Band).join(Band.records).filter(Record.name.endswith(end))
    return told(paginate(db, query, page=1, per_page=4, count="count" in request.args))


@app.get("/newer", response_model=RecordsAnswer)
def newer(db: SessionDep):
    found = select(Record).options(joinedload(Record.band)).order_by(Record.id.desc())
    return told(paginate(db, found, max_per_page=3))


@app.get("/page")
def page(request: Request, db: SessionDep):
    return TemplateResponse(request, "page.html", {"page": paginate(db, select(Record), per_page=1, error_out=False)})
