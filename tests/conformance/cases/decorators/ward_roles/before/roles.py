import functools

from flask import g, jsonify, request


def public(view):
    """Marks a view that anybody may see."""
    view.is_public = True
    return view


def role_required(*roles, message="not allowed"):
    def decorate(view):
        @functools.wraps(view)
        def wrapper(*args, **kwargs):
            if g.role is None:
                return jsonify(error="log in", path=request.path), 401
            if g.role not in roles:
                return jsonify(error=message, needs=roles, have=g.role), 403
            return view(*args, **kwargs)

        wrapper.roles = roles
        return wrapper

    return decorate
