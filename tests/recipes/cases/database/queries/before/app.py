import os

from flask import Flask, abort, jsonify, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.exc import MultipleResultsFound, NoResultFound

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = os.environ.get("DATABASE", "sqlite:///people.db")
db = SQLAlchemy(app, engine_options={"echo": False})


class City(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(20))
    people = db.relationship("Person", back_populates="city")


class Person(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(20))
    age = db.Column(db.Integer)
    city_id = db.Column(db.ForeignKey("city.id"))
    city = db.relationship(City, back_populates="people")


with app.app_context():
    db.drop_all()
    db.create_all()
    oslo, rome = City(name="Oslo"), City(name="Rome")
    db.session.add_all([oslo, rome])
    for index, name in enumerate(["Ada", "Bob", "Cid", "Dan"]):
        db.session.add(Person(name=name, age=20 + 5 * index, city=rome if index % 2 else oslo))
    db.session.commit()


@app.get("/all")
def everybody():
    # Oldest first.
    people = Person.query.order_by(Person.age.desc(), Person.id).all()
    return jsonify([person.name for person in people])


@app.get("/person/<name>")
def by_name(name):
    person = Person.query.filter_by(name=name).first_or_404(f"no {name} here")
    return f"{person!r} {person.name} of {person.city.name}"


@app.get("/number/<int:number>")
def by_number(number):
    person = Person.query.get(number)
    if person is None:
        abort(404)
    return f"{person.name} {Person.query.get_or_404(number).age}"


@app.get("/only/<city>")
def only(city):
    """The only one of a city, or 404."""
    return Person.query.filter_by(city=City.query.filter_by(name=city).one()).one_or_404().name


@app.get("/strict")
def strict():
    try:
        found = City.query.filter(City.name.like(request.args["like"])).one()
    except NoResultFound:
        return "none", 404
    except MultipleResultsFound:
        return "many", 409
    return found.name


@app.get("/search")
def search():
    query = Person.query.filter(
        # Grown up in any case.
        Person.age > 18,
        Person.age < request.args.get("below", 99, type=int),
    )
    if "city" in request.args:
        query = query.join(City).filter(City.name == request.args["city"])
    count = query.count()
    page = query.order_by(Person.name).limit(2).offset(request.args.get("skip", 0, type=int)).all()
    return jsonify(count=count, page=[p.name for p in page], first=query.first() is not None)


@app.get("/cities")
def cities():
    twice = City.query.join(City.people).filter(Person.age > 10).order_by(City.id).all()
    rows = (
        db.session.query(City.name, db.func.count(Person.id).label("people"))
        .outerjoin(Person)
        .group_by(City.name)
        .order_by(City.name)
        .all()
    )
    ages = {}
    for person in Person.query.filter(Person.city_id.isnot(None)):
        ages.setdefault(person.city.name, []).append(person.age)
    return jsonify(
        twice=[city.name for city in twice],
        people={row.name: row.people for row in rows},
        ages=ages,
        oldest=db.session.query(db.func.max(Person.age)).scalar(),
        nobody=db.session.query(Person.name).filter(Person.age > 99).first(),
        some=Person.query.filter(Person.age > 20).count() if Person.query.count() > 1 else 0,
    )


@app.get("/new-style")
def new_style():
    found = db.session.scalars(db.select(Person).where(db.or_(Person.age == 20, Person.age == 30)))
    first = db.first_or_404(db.select(City.name).order_by(db.desc(City.name)))
    return jsonify(found=[p.name for p in found], first=first)


@app.post("/person")
def add():
    person = Person(name=request.form["name"], city=City.query.first())
    db.session.add(person)
    number = Person.query.filter_by(name=person.name).count()  # sees what is not written yet
    if number > 1:
        db.session.rollback()
        return f"there are {number} now", 409
    db.session.commit()
    return f"{person.id} {person in db.session}", 201
