from flask import Blueprint, current_app, g, request, session

from .extensions import db
from .models import User
from .store import needs_user, numbers, place, report

bp = Blueprint("shop", __name__)


@bp.before_request
def load_user():
    name = session.get("name", "ada")
    g.user = User.named(name)


@bp.route("/login", methods=["POST"])
def login():
    name = request.form["name"]
    if User.named(name) is None:
        User(name=name).save()
    session["name"] = name
    return name


@bp.route("/orders", methods=["POST"])
@needs_user
def order():
    # The order and the user are of one session.
    placed = place(request.form["text"])
    g.user.name = g.user.name.lower()
    db.session.commit()
    session["last"] = placed.id
    return f"{placed.id} {placed.user!r} {len(g.user.orders)}", 201


@bp.route("/orders/bad", methods=["POST"])
def bad_order():
    place("lost")
    raise RuntimeError("before the commit")


@bp.route("/numbers")
def counted():
    return numbers()


@bp.route("/report")
def reported():
    return report(current_app)
