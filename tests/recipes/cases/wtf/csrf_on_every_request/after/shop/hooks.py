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


class Refunds:
    """Checked, although a function has the name of its method."""

    def post(self):
        return "refunded"


bp.add_api_route("/refunds", Refunds().post, methods=["POST"], name="refunds")


@bp.post("/post")
@csrf.exempt
def post():
    return "posted"
