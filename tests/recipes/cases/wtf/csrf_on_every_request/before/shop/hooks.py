from flask import Blueprint
from flask.views import MethodView

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


class Refunds(MethodView):
    """Checked, although a function has the name of its method."""

    def post(self):
        return "refunded"


bp.add_url_rule("/refunds", view_func=Refunds.as_view("refunds"))


@bp.post("/post")
@csrf.exempt
def post():
    return "posted"
