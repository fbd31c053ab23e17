from flask import Blueprint

from . import extensions
from .extensions import csrf

bp = Blueprint("hooks", __name__)


@bp.post("/paid")
@csrf.exempt
def paid():
    return "paid"


@bp.post("/asked")
@extensions.csrf.exempt
def asked():
    csrf.protect()
    return "asked"


@bp.post("/sent")
def sent():
    return "sent"
