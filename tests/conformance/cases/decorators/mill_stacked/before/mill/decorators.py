from functools import wraps

from flask import g, jsonify, request

CALLS = []


def returns_json(view=None, *, status=200):
    """Both `@returns_json` and `@returns_json(status=201)`."""

    def decorate(f):
        @wraps(f)
        def inner(*args, **kwargs):
            result = f(*args, **kwargs)
            if isinstance(result, tuple):
                body, code = result
                return jsonify(body), code
            return jsonify(result), status

        return inner

    return decorate(view) if view else decorate


def log_call(name):
    def decorate(f):
        @wraps(f)
        def inner(*args, **kwargs):
            CALLS.append(f"{name} {request.method} {sorted(kwargs)}")
            return f(*args, **kwargs)

        return inner

    return decorate


def paginate(size):
    def decorate(f):
        @wraps(f)
        def inner(*args, **kwargs):
            page = request.args.get("page", 1, type=int)
            if page < 1:
                return {"error": "pages start at 1"}, 400
            rows = f(*args, **kwargs)
            return {
                "page": page,
                "of": -(-len(rows) // size),
                "rows": rows[(page - 1) * size :][:size],
            }

        return inner

    return decorate


def json_body(f):
    @wraps(f)
    def inner(*args, **kwargs):
        g.body = request.get_json(silent=True)
        if not isinstance(g.body, dict):
            return {"error": "a JSON object, please"}, 400
        return f(*args, **kwargs)

    return inner


def validate(**fields):
    def decorate(f):
        @wraps(f)
        def inner(*args, **kwargs):
            wrong = [n for n, kind in fields.items() if not isinstance(g.body.get(n), kind)]
            if wrong:
                return {"error": "wrong", "fields": wrong}, 422
            kwargs.update({name: g.body[name] for name in fields})
            return f(*args, **kwargs)

        return inner

    return decorate
