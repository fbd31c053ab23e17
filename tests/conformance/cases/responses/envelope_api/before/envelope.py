"""All answers look alike: {"ok": …, "data" or "error": …}."""

import functools

from flask import g, jsonify, request


class ApiError(Exception):
    code = 400

    def __init__(self, message, code=None, **details):
        super().__init__(message)
        self.description = message
        self.code = code or self.code
        self.details = details


def enveloped(view):
    @functools.wraps(view)
    def wrapper(*args, **kwargs):
        result = view(*args, **kwargs)
        status = 200
        if isinstance(result, tuple):
            result, status = result
        body = jsonify(ok=True, data=result, warnings=g.get("warnings", []))
        return body, status

    return wrapper


def warn(text):
    g.setdefault("warnings", []).append(text)


def wrap_error(error):
    details = getattr(error, "details", None) or {}
    response = jsonify(ok=False, error=dict(details, message=error.description, path=request.path))
    response.status_code = error.code
    return response
