from functools import wraps

from flask import Blueprint, abort, current_app, jsonify


class Swagger:
    """As Flasgger does it: two routes that show what the views say."""

    def __init__(self, app=None):
        if app is not None:
            self.init_app(app)

    def init_app(self, app):
        app.swag = self
        own = Blueprint("flasgger", __name__, subdomain=None)
        own.add_url_rule("/apispec_1.json", "apispec_1", self.answer)
        app.register_blueprint(own)

    def answer(self):
        views = current_app.view_functions
        return jsonify({name: getattr(view, "swag_path", view.__doc__) for name, view in views.items() if name != "static"})


def swag_from(specs=None, validation=False):
    """Note where a view is documented, and validate what it is sent."""

    def decorator(function):
        function.swag_path = specs

        @wraps(function)
        def wrapper(*args, **kwargs):
            if validation:
                abort(400)
            return function(*args, **kwargs)

        return wrapper

    return decorator
