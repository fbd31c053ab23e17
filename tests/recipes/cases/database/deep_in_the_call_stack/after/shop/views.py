from fastapi.responses import HTMLResponse

from .compat.context import current_app, g
from .compat.database import SessionDep
from .compat.requests import Request
from .compat.routing import Router
from .models import User
from .store import needs_user, numbers, place, report

bp = Router("shop")


@bp.before_request
def load_user(request: Request):
    name = request.session.get("name", "ada")
    g.user = User.named(name)


@bp.post("/login")
def login(request: Request):
    name = request.form_data["name"]
    if User.named(name) is None:
        User(name=name).save()
    request.session["name"] = name
    return name


@bp.post("/orders")
@needs_user
def order(request: Request, db: SessionDep):
    # The order and the user are of one session.
    placed = place(db, request.form_data["text"])
    g.user.name = g.user.name.lower()
    db.commit()
    request.session["last"] = placed.id
    return HTMLResponse(f"{placed.id} {placed.user!r} {len(g.user.orders)}", 201)


@bp.post("/orders/bad")
def bad_order(db: SessionDep):
    place(db, "lost")
    raise RuntimeError("before the commit")


@bp.get("/numbers")
def counted():
    return numbers()


@bp.get("/report")
def reported():
    return report(current_app)
