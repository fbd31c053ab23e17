from flask import current_app, g, jsonify, render_template, request
from marshmallow import ValidationError
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException

from .clients.enrichment import EnrichmentError
from .extensions import db


class ApiError(Exception):
    """An error of the v2 API: an HTTP status, a code for programs, and a message for people."""

    status = 400
    code = "bad_request"

    def __init__(self, message, **fields):
        super().__init__(message)
        self.message = message
        self.fields = fields


class NotFound(ApiError):
    status = 404
    code = "not_found"


class Conflict(ApiError):
    status = 409
    code = "conflict"


class Forbidden(ApiError):
    status = 403
    code = "forbidden"


class QuotaExceeded(ApiError):
    status = 429
    code = "quota_exceeded"

    def __init__(self, message, retry_after=60):
        super().__init__(message)
        self.retry_after = retry_after


def wants_json():
    return request.path.startswith("/api/") or request.path == "/health"


def envelope(status, code, message, **more):
    return jsonify(error=dict(code=code, message=message, **more)), status


def handle_api_error(error):
    return envelope(error.status, error.code, error.message, **error.fields)


def handle_quota(error):
    response, status = handle_api_error(error)
    response.headers["Retry-After"] = str(error.retry_after)
    return response, status


def handle_validation(error):
    return envelope(422, "validation_failed", "The input is not valid.", fields=error.messages)


def handle_integrity(error):
    db.session.rollback()
    current_app.logger.info("integrity error at %s: %s", request.path, error.orig)
    return envelope(409, "conflict", "This is in conflict with what is stored.")


def handle_database_down(error):
    current_app.logger.error("database: %s", error.orig)
    return envelope(503, "unavailable", "The database does not answer.")


def handle_enrichment(error):
    return envelope(error.status, "enrichment_failed", error.message)


def handle_http(error):
    if wants_json():
        return envelope(error.code, error.name.lower().replace(" ", "_"), error.description)
    page = render_template("error.html", title=error.name, message=error.description)
    return page, error.code


def handle_not_found(error):
    if wants_json():
        return envelope(404, "not_found", "There is nothing at %s." % request.path)
    return render_template("error.html", title="Not found", message="Nothing lives here."), 404


def handle_too_large(error):
    limit = current_app.config["MAX_CONTENT_LENGTH"] // 1024
    return envelope(413, "too_large", "At most %d kB can be sent at once." % limit)


def handle_crash(error):
    current_app.logger.error("crash at %s, request %s", request.path, g.get("request_id"))
    if wants_json():
        return envelope(500, "internal", "Something broke. We have been told.")
    return render_template("error.html", title="Sorry", message="Something broke."), 500


def init_app(app):
    app.register_error_handler(404, handle_not_found)
    app.register_error_handler(413, handle_too_large)
    app.register_error_handler(500, handle_crash)
    app.register_error_handler(HTTPException, handle_http)
    app.register_error_handler(ApiError, handle_api_error)
    app.register_error_handler(QuotaExceeded, handle_quota)
    app.register_error_handler(ValidationError, handle_validation)
    app.register_error_handler(IntegrityError, handle_integrity)
    app.register_error_handler(OperationalError, handle_database_down)
    app.register_error_handler(EnrichmentError, handle_enrichment)
