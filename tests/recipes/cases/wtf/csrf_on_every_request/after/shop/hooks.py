from . import extensions
from .compat.routing import Router
from .extensions import csrf

bp = Router("hooks")


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
