from flask import Blueprint, request
from flask_wtf.csrf import validate_csrf
from wtforms import ValidationError

bp = Blueprint("api", __name__, url_prefix="/api")


@bp.post("/books")
def add():
    return {"added": request.get_json()}


@bp.post("/checked")
def checked():
    try:
        validate_csrf(request.headers.get("X-Token"))
    except ValidationError as error:
        return {"problem": str(error)}, 403
    return {"problem": None}
