from flask import Blueprint, abort, jsonify, request
from sqlalchemy.exc import IntegrityError

from .extensions import db
from .models import Seed, Shelf

shelves = Blueprint("shelves", __name__)


@shelves.get("/shelves")
def every():
    found = db.session.execute(db.select(Shelf).order_by(Shelf.id)).scalars()
    return jsonify({shelf.label: [seed.name for seed in shelf.seeds] for shelf in found})


@shelves.get("/seeds/<int:number>")
def one(number):
    seed = db.session.get(Seed, number) or abort(404)
    return jsonify(name=seed.name, grams=seed.grams, shelf=seed.shelf.label)


@shelves.post("/shelves/<label>")
def put(label):
    shelf = db.session.execute(db.select(Shelf).filter_by(label=label)).scalar_one_or_none()
    if shelf is None:
        abort(404)
    seed = Seed(name=request.form["name"], shelf=shelf)
    db.session.add(seed)
    try:
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        return jsonify(error="there already"), 409
    return jsonify(id=seed.id, grams=seed.grams), 201


@shelves.get("/revision")
def revision():
    found = db.session.execute(db.text("SELECT version_num FROM alembic_version"))
    return found.scalar_one()
