from flask import Blueprint, current_app, jsonify, request
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from models import Guest, db

main = Blueprint("main", __name__)


def heads():
    return sum(guest.heads for guest in Guest.query)


@main.app_errorhandler(ValueError)
def bad_value(error):
    db.session.rollback()
    return jsonify(error=str(error)), 400


@main.app_errorhandler(SQLAlchemyError)
def bad_data(error):
    db.session.rollback()
    return jsonify(error=type(error).__name__), 500


@main.route("/guests")
def guests():
    query = Guest.query
    if request.args.get("name"):
        query = query.filter(Guest.name.ilike(f"%{request.args['name']}%"))
    return jsonify(
        guests=[g.as_json() for g in query.order_by(Guest.id.desc()).all()], heads=heads()
    )


@main.route("/guests", methods=["POST"])
def invite():
    guest = Guest(name=request.form.get("name"), email=request.form["email"])
    db.session.add(guest)
    try:
        db.session.commit()
    except IntegrityError as error:
        db.session.rollback()
        column = str(error.orig).rsplit(".", 1)[-1]
        return jsonify(error=f"{column} is taken or missing"), 409
    return jsonify(guest.as_json()), 201


@main.route("/guests/<int:guest_id>", methods=["PATCH"])
def change(guest_id):
    guest = db.get_or_404(Guest, guest_id)
    guest.plus_ones = request.get_json()["plus_ones"]
    if heads() > current_app.config["CAPACITY"]:
        db.session.rollback()
        return jsonify(error="the hall is full", heads=heads()), 409
    db.session.commit()
    return jsonify(guest.as_json())


@main.route("/guests/<int:guest_id>", methods=["DELETE"])
def uninvite(guest_id):
    gone = Guest.query.filter_by(id=guest_id).delete()
    db.session.commit()
    return jsonify(gone=gone), 200 if gone else 404
