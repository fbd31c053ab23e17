from functools import wraps

from flask import g, jsonify


def needs_user(f):
    @wraps(f)
    def decorated(*args, **kwargs):
        if g.user is None:
            response = jsonify(error="log in first")
            response.status_code = 401
            response.headers["WWW-Authenticate"] = "Token"
            return response
        return f(*args, user=g.user, **kwargs)

    return decorated


def as_json(f):
    """Models, lists of models, and either with a status become JSON."""

    @wraps(f)
    def decorated(*args, **kwargs):
        rv = f(*args, **kwargs)
        rv, status = rv if isinstance(rv, tuple) else (rv, 200)
        body = [one.to_dict() for one in rv] if isinstance(rv, list) else rv.to_dict()
        return jsonify(body), status

    return decorated
