from flask import Blueprint
from flask_restful import Api, Resource, abort, fields, inputs, marshal_with, reqparse

from garden.models import Bed, Plant, db

bp = Blueprint("garden", __name__)
api = Api(bp)

plant_fields = {
    "id": fields.Integer,
    "kind": fields.String,
    "height": fields.Integer(default=None),
    "links": {"self": fields.Url("garden.plant"), "bed": fields.Url("garden.bed", absolute=True)},
}
bed_fields = {
    "id": fields.Integer,
    "name": fields.String,
    "plants": fields.List(fields.Nested(plant_fields)),
}

new_plant = reqparse.RequestParser(trim=True)
new_plant.add_argument("kind", required=True, help="Which plant? {error_msg}")
new_plant.add_argument("height", type=inputs.natural, store_missing=False)
new_plant.add_argument("tag", action="append", location="args", dest="tags")
wanted = reqparse.RequestParser()
wanted.add_argument("tall", type=inputs.boolean, location="args", default=False)
wanted.add_argument("order", choices=("id", "kind"), location="args", default="id")


@api.resource("/beds/<int:bed_id>", endpoint="bed")
class BedResource(Resource):
    """A bed with all that grows in it."""

    @marshal_with(bed_fields)
    def get(self, bed_id):
        return db.get_or_404(Bed, bed_id)

    @marshal_with(plant_fields, envelope="plant")
    def post(self, bed_id):
        bed = db.session.get(Bed, bed_id)
        if bed is None:
            abort(404, message=f"There is no bed {bed_id}.", beds=[b.id for b in Bed.query.all()])
        given = new_plant.parse_args(strict=True)
        plant = Plant(kind=given.kind, height=given.get("height"), bed=bed)
        db.session.add(plant)
        db.session.commit()
        return plant, 201, {"X-Tags": ",".join(given.tags or [])}


@api.resource("/plants", "/plants/all")
class Plants(Resource):
    @marshal_with(plant_fields)
    def get(self):
        asked = wanted.parse_args()
        found = Plant.query.order_by(getattr(Plant, asked["order"]))
        return [p for p in found if not asked["tall"] or (p.height or 0) > 50]


class PlantResource(Resource):
    method_decorators = {"get": [marshal_with(plant_fields)]}

    def get(self, id):
        plant = db.session.get(Plant, id)
        return plant if plant is not None else abort(410)

    def delete(self, id):
        plant = db.session.get(Plant, id)
        if plant is None:
            return {"deleted": 0}, 404
        db.session.delete(plant)
        db.session.commit()
        return {"deleted": 1}


api.add_resource(PlantResource, "/plants/<int:id>", endpoint="plant")
