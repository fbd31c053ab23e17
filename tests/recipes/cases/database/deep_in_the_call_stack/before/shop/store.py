from functools import wraps

from flask import abort, g

from .extensions import db
from .models import Order, User


def needs_user(view):
    @wraps(view)
    def wrapper(*args, **kwargs):
        if User.query.count() == 0:
            return "nobody is here", 409
        return view(*args, **kwargs)

    return wrapper


def place(text):
    """Note an order of the current user."""
    check(text)
    order = Order(text=text, user=g.user)
    db.session.add(order)
    return order


def check(text):
    taken = Order.query.filter_by(text=text).first()
    if taken is not None:
        db.session.rollback()
        abort(409, description=f"taken by {taken.user!r}")


def numbers():
    def count(model):
        return db.session.query(model).count()

    return {model.__name__: count(model) for model in (User, Order)}


def report(app):
    """What a job prints."""
    with app.app_context():
        return [order.text for order in Order.query.order_by(Order.id).all()]
