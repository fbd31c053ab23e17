import os
from typing import Annotated

from fastapi import HTTPException
from fastapi.responses import HTMLResponse
from pydantic import BaseModel
from sqlalchemy import Column, ForeignKey, Integer, String, desc, func, or_, select
from sqlalchemy.exc import MultipleResultsFound, NoResultFound
from sqlalchemy.orm import DeclarativeBase, relationship

from compat.application import Application
from compat.database import (
    SessionDep,
    bind_engine,
    current_session,
    first_or_404,
    get_or_404,
    one_or_404,
    repr_by_key,
)
from compat.query import default_if_invalid
from compat.requests import Request
from compat.values import Json

app = Application(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ.get("DATABASE", "sqlite:///people.db")


class Base(DeclarativeBase):
    __repr__ = repr_by_key


bind_engine(app, engine_options={"echo": False})


class City(Base):
    __tablename__ = "city"

    id = Column(Integer, primary_key=True)
    name = Column(String(20))
    people = relationship("Person", back_populates="city")


class Person(Base):
    __tablename__ = "person"

    id = Column(Integer, primary_key=True)
    name = Column(String(20))
    age = Column(Integer)
    city_id = Column(ForeignKey("city.id"))
    city = relationship(City, back_populates="people")


with app.app_context():
    Base.metadata.drop_all(app.state.engine)
    Base.metadata.create_all(app.state.engine)
    oslo, rome = City(name="Oslo"), City(name="Rome")
    current_session().add_all([oslo, rome])
    for index, name in enumerate(["Ada", "Bob", "Cid", "Dan"]):
        current_session().add(Person(name=name, age=20 + 5 * index, city=rome if index % 2 else oslo))
    current_session().commit()


@app.get("/all")
def everybody(db: SessionDep):
    # Oldest first.
    people = db.scalars(select(Person).order_by(Person.age.desc(), Person.id)).all()
    return [person.name for person in people]


@app.get("/person/{name}")
def by_name(db: SessionDep, name: str):
    person = first_or_404(db, select(Person).filter_by(name=name).limit(1), f"no {name} here")
    return f"{person!r} {person.name} of {person.city.name}"


@app.get("/number/{number:int}")
def by_number(db: SessionDep, number: int):
    person = db.get(Person, number)
    if person is None:
        raise HTTPException(404)
    return f"{person.name} {get_or_404(db, Person, number).age}"


@app.get("/only/{city}")
def only(db: SessionDep, city: str):
    """The only one of a city, or 404."""
    return one_or_404(db, select(Person).filter_by(city=db.scalars(select(City).filter_by(name=city)).one())).name


@app.get("/strict")
def strict(request: Request, db: SessionDep):
    try:
        found = db.scalars(select(City).filter(City.name.like(request.args["like"]))).one()
    except NoResultFound:
        return HTMLResponse("none", 404)
    except MultipleResultsFound:
        return HTMLResponse("many", 409)
    return found.name


class SearchAnswer(BaseModel):
    count: Json
    page: Json
    first: bool


@app.get("/search", response_model=SearchAnswer)
def search(
    request: Request,
    db: SessionDep,
    below: Annotated[int, default_if_invalid(int, 99)] = 99,
    skip: Annotated[int, default_if_invalid(int, 0)] = 0,
):
    query = select(Person).filter(
        # Grown up in any case.
        Person.age > 18,
        Person.age < below,
    )
    if "city" in request.args:
        query = query.join(City).filter(City.name == request.args["city"])
    count = db.scalar(select(func.count()).select_from(query.subquery()))
    page = db.scalars(
        query.order_by(Person.name).limit(2).offset(skip)
    ).unique().all()
    return {"count": count, "page": [p.name for p in page], "first": db.scalars(query.limit(1)).unique().first() is not None}


class CitiesAnswer(BaseModel):
    twice: Json
    people: Json
    ages: Json
    oldest: Json
    nobody: Json
    some: Json


@app.get("/cities", response_model=CitiesAnswer)
def cities(db: SessionDep):
    twice = db.scalars(
        select(City).join(City.people).filter(Person.age > 10).order_by(City.id)
    ).unique().all()
    rows = db.execute(
        select(City.name, func.count(Person.id).label("people"))
        .outerjoin(Person)
        .group_by(City.name)
        .order_by(City.name)
    ).all()
    ages = {}
    for person in db.scalars(select(Person).filter(Person.city_id.isnot(None))):
        ages.setdefault(person.city.name, []).append(person.age)
    return {
        "twice": [city.name for city in twice],
        "people": {row.name: row.people for row in rows},
        "ages": ages,
        "oldest": db.scalars(select(func.max(Person.age))).one_or_none(),
        "nobody": db.execute(select(Person.name).filter(Person.age > 99).limit(1)).first(),
        "some": db.scalar(select(func.count()).select_from(select(Person).filter(Person.age > 20).subquery())) if db.scalar(select(func.count()).select_from(select(Person).subquery())) > 1 else 0,
    }


class StyleCreated(BaseModel):
    found: Json
    first: Json


@app.get("/new-style", response_model=StyleCreated)
def new_style(db: SessionDep):
    found = db.scalars(select(Person).where(or_(Person.age == 20, Person.age == 30)))
    first = first_or_404(db, select(City.name).order_by(desc(City.name)))
    return {"found": [p.name for p in found], "first": first}


@app.post("/person")
def add(request: Request, db: SessionDep):
    person = Person(name=request.form_data["name"], city=db.scalars(select(City).limit(1)).first())
    db.add(person)
    number = db.scalar(select(func.count()).select_from(
        select(Person).filter_by(name=person.name).subquery()
    ))  # sees what is not written yet
    if number > 1:
        db.rollback()
        return HTMLResponse(f"there are {number} now", 409)
    db.commit()
    return HTMLResponse(f"{person.id} {person in db}", 201)
