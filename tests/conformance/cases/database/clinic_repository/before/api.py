from flask import Blueprint, jsonify, request
from marshmallow import Schema, ValidationError, fields, validate

from repository import current_session
from service import Clinic, ServiceError

api = Blueprint("api", __name__)
clinic = Clinic()


class VisitSchema(Schema):
    id = fields.Int(dump_only=True)
    patient_id = fields.Int(required=True)
    day = fields.Str(required=True, validate=validate.Regexp(r"\d{4}-\d\d-\d\d$"))
    reason = fields.Str(load_default="check-up", validate=validate.Length(max=20))
    patient = fields.Function(lambda visit: visit.patient.name)


visit_schema = VisitSchema()


@api.errorhandler(ValidationError)
def invalid(error):
    return jsonify(errors=error.messages), 422


@api.errorhandler(ServiceError)
def refused(error):
    current_session().rollback()
    return jsonify(error=str(error)), error.status


@api.post("/patients")
def register():
    patient = clinic.register(request.json["name"])
    return jsonify(id=patient.id, name=patient.name), 201


@api.post("/visits")
def book():
    values = visit_schema.load(request.get_json(silent=True) or {})
    return visit_schema.dump(clinic.book(**values)), 201


@api.get("/visits/<day>")
def visits(day):
    return jsonify(visit_schema.dump(clinic.visits.on(day), many=True))
