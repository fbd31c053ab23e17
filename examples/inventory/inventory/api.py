from flask import Blueprint, abort, jsonify, request
from sqlalchemy.exc import IntegrityError

from .models import Part, Warehouse, db

bp = Blueprint("api", __name__)


def find_warehouse(code):
    return Warehouse.query.filter_by(code=code).first_or_404("No warehouse %s." % code)


@bp.route("/warehouses")
def list_warehouses():
    rows = Warehouse.query.order_by(Warehouse.code).all()
    return jsonify([row.to_dict() for row in rows])


@bp.route("/warehouses/<code>")
def get_warehouse(code):
    warehouse = find_warehouse(code)
    return jsonify(dict(warehouse.to_dict(), parts=[part.sku for part in warehouse.parts]))


@bp.route("/warehouses", methods=["POST"])
def add_warehouse():
    data = request.get_json()
    if not data.get("code") or not data.get("city"):
        return jsonify(error="code and city are needed"), 400
    warehouse = Warehouse(code=data["code"], city=data["city"])
    db.session.add(warehouse)
    try:
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        return jsonify(error="this code is taken"), 409
    return jsonify(warehouse.to_dict()), 201


@bp.route("/warehouses/<code>", methods=["DELETE"])
def delete_warehouse(code):
    """Close a warehouse; its parts go with it."""
    db.session.delete(find_warehouse(code))
    db.session.commit()
    return "", 204


@bp.route("/parts")
def list_parts():
    """The parts, all or those of one warehouse or with few left."""
    query = Part.query
    if "warehouse" in request.args:
        query = query.join(Warehouse).filter(Warehouse.code == request.args["warehouse"])
    below = request.args.get("below", type=int)
    if below is not None:
        query = query.filter(Part.quantity < below)
    return jsonify([part.to_dict() for part in query.order_by(Part.id).all()])


@bp.route("/parts/<int:part_id>")
def get_part(part_id):
    part = db.session.get(Part, part_id)
    if part is None:
        abort(404, "No part %d." % part_id)
    return jsonify(part.to_dict())


@bp.route("/parts", methods=["POST"])
def add_part():
    data = request.get_json()
    if "sku" not in data or "warehouse" not in data:
        return jsonify(error="sku and warehouse are needed"), 400
    warehouse = Warehouse.query.filter_by(code=data["warehouse"]).first()
    if warehouse is None:
        return jsonify(error="there is no such warehouse"), 400
    part = Part(
        sku=data["sku"],
        name=data.get("name", data["sku"]),
        quantity=data.get("quantity", 0),
        warehouse=warehouse,
    )
    db.session.add(part)
    try:
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        return jsonify(error="this sku is taken"), 409
    return jsonify(part.to_dict()), 201


@bp.route("/parts/<int:part_id>", methods=["PATCH"])
def change_part(part_id):
    part = Part.query.get_or_404(part_id)
    data = request.get_json()
    if "name" in data:
        part.name = data["name"]
    if "quantity" in data:
        part.quantity = data["quantity"]
    if part.quantity < 0:
        db.session.rollback()
        return jsonify(error="there cannot be less than none"), 400
    db.session.commit()
    return jsonify(part.to_dict())


@bp.route("/parts/<int:part_id>", methods=["DELETE"])
def delete_part(part_id):
    part = db.get_or_404(Part, part_id)
    db.session.delete(part)
    db.session.commit()
    return "", 204


@bp.route("/stock")
def stock():
    """How many parts there are in each warehouse."""
    rows = (
        db.session.query(Warehouse.code, db.func.coalesce(db.func.sum(Part.quantity), 0))
        .outerjoin(Part)
        .group_by(Warehouse.code)
        .order_by(Warehouse.code)
        .all()
    )
    return jsonify({code: int(total) for code, total in rows})
