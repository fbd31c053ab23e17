from flask import current_app, jsonify, render_template, request
from werkzeug.exceptions import HTTPException


class ShopError(Exception):
    """Something the customer may be told about."""

    status = 409

    def __init__(self, message, status=None):
        super().__init__(message)
        self.message = message
        if status is not None:
            self.status = status


class OutOfStock(ShopError):
    def __init__(self, title, left):
        super().__init__("Only %d of '%s' left." % (left, title))
        self.left = left


def wants_json():
    return request.path.startswith("/api/")


def envelope(status, message, **more):
    """The error answer of the API: always the same shape."""
    return jsonify(error=dict(status=status, message=message, **more)), status


def handle_http_error(error):
    if wants_json():
        return envelope(error.code, error.description)
    page = render_template("error.html", title=error.name, message=error.description)
    return page, error.code


def handle_not_found(error):
    if wants_json():
        return envelope(404, error.description)
    return render_template("not_found.html", path=request.path), 404


def handle_crash(error):
    current_app.logger.error("the shop crashed at %s", request.path)
    if wants_json():
        return envelope(500, "Something broke. We have been told.")
    return render_template("error.html", title="Sorry", message="Something broke."), 500


def handle_shop_error(error):
    page = render_template("error.html", title="We cannot do that", message=error.message)
    return page, error.status


def init_app(app):
    app.register_error_handler(404, handle_not_found)
    app.register_error_handler(HTTPException, handle_http_error)
    app.register_error_handler(500, handle_crash)
    app.register_error_handler(ShopError, handle_shop_error)
