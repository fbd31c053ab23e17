"""API keys in `X-Api-Key` or as a bearer token, and rate headers on every answer."""

from functools import wraps

from flask import current_app, g, jsonify, request

ORDER = ["read", "write"]


def init_app(app):
    app.before_request(_identify)
    app.after_request(_stamp)


def _identify():
    g.scope = None
    g.key = request.headers.get("X-Api-Key") or _bearer()
    if g.key is not None:
        g.scope = current_app.config["API_KEYS"].get(g.key)


def _bearer():
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token else None


def _stamp(response):
    response.headers["X-Scope"] = g.scope or "none"
    if response.status_code == 401:
        response.headers.add("WWW-Authenticate", f'Bearer realm="{current_app.config["REALM"]}"')
    return response


def needs(scope):
    def decorator(view):
        @wraps(view)
        def guarded(*args, **kwargs):
            if g.key is None:
                return jsonify(error="missing key"), 401
            if g.scope is None:
                return jsonify(error="unknown key", key=g.key), 401
            if ORDER.index(g.scope) < ORDER.index(scope):
                return jsonify(error="insufficient scope", needed=scope), 403
            return view(*args, **kwargs)

        return guarded

    return decorator
