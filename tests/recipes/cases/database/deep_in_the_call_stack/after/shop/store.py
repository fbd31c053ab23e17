from functools import wraps

from fastapi.responses import HTMLResponse
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from .compat.context import g
from .compat.database import current_session
from .compat.errors import abort
from .models import Order, User


def needs_user(view):
    @wraps(view)
    def wrapper(*args, **kwargs):
        if current_session().scalar(select(func.count()).select_from(select(User).subquery())) == 0:
            return HTMLResponse("nobody is here", 409)
        return view(*args, **kwargs)

    return wrapper


def place(db: Session, text):
    """Note an order of the current user."""
    check(db, text)
    order = Order(text=text, user=g.user)
    db.add(order)
    return order


def check(db: Session, text):
    taken = db.scalars(select(Order).filter_by(text=text).limit(1)).first()
    if taken is not None:
        db.rollback()
        abort(409, description=f"taken by {taken.user!r}")


def numbers():
    def count(model):
        return current_session().query(model).count()

    return {model.__name__: count(model) for model in (User, Order)}


def report(app):
    """What a job prints."""
    with app.app_context():
        return [order.text for order in current_session().scalars(select(Order).order_by(Order.id)).all()]
