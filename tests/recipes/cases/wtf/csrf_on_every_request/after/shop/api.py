from pydantic import BaseModel
from wtforms import ValidationError

from .compat.csrf import validate_csrf
from .compat.requests import Request
from .compat.responses import JSONResponse
from .compat.routing import Router
from .compat.values import Json

bp = Router("api", prefix="/api")


class AddAnswer(BaseModel):
    added: Json


@bp.post("/books", response_model=AddAnswer)
def add(request: Request):
    return {"added": request.get_json()}


class CheckedAnswer(BaseModel):
    problem: Json


@bp.post("/checked", response_model=CheckedAnswer)
def checked(request: Request):
    try:
        validate_csrf(request.headers.get("X-Token"))
    except ValidationError as error:
        return JSONResponse({"problem": str(error)}, 403)
    return {"problem": None}
