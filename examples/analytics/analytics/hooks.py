import uuid

from flask import current_app, g, jsonify, request


def set_request_id():
    g.request_id = request.headers.get("X-Request-Id") or uuid.uuid4().hex


def check_maintenance():
    if current_app.config["MAINTENANCE"] and request.endpoint not in ("health.health", "static"):
        response = jsonify(error=dict(code="maintenance", message="We are back in a minute."))
        response.status_code = 503
        response.headers["Retry-After"] = "60"
        return response


def add_headers(response):
    response.headers["X-Request-Id"] = g.get("request_id", "-")
    response.headers["X-Api-Version"] = current_app.config["VERSION"]
    if request.path.startswith("/api/"):
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def init_app(app):
    app.before_request(set_request_id)
    app.before_request(check_maintenance)
    app.after_request(add_headers)
