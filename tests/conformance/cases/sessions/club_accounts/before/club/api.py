from flask import Blueprint, jsonify, request, session

from .extensions import csrf
from .forms import SignInForm

bp = Blueprint("api", __name__)


@bp.post("/in")
def sign_in():
    form = SignInForm(meta={"csrf": False})
    if form.validate_on_submit():
        session["member"] = form.name.data
        return jsonify(member=form.name.data)
    return jsonify(errors=form.errors), 400


@bp.delete("/member")
def leave():
    csrf.protect()
    return jsonify(left=session.pop("member", None), body=request.get_json(silent=True))
