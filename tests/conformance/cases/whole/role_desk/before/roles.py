from functools import wraps

from flask import abort, g, request, session, url_for
from werkzeug.local import LocalProxy

PEOPLE = {
    "key-1": {"name": "Root", "roles": {"admin", "editor"}},
    "key-2": {"name": "Eddie", "roles": {"editor"}},
    "key-3": {"name": "Guest", "roles": set()},
}

current_person = LocalProxy(lambda: g.person)


def load_person():
    key = request.headers.get("X-Key") or session.get("key")
    g.person = PEOPLE.get(key)
    if g.person and request.args.get("stay"):
        session["key"] = key


def can(*roles):
    return g.person is not None and g.person["roles"].issuperset(roles)


def roles_required(*roles):
    def decorator(view):
        @wraps(view)
        def wrapper(*args, **kwargs):
            if g.person is None:
                abort(401)
            if not can(*roles):
                abort(403, f"needs {', '.join(sorted(roles))}")
            return view(*args, **kwargs)

        return wrapper

    return decorator


def person_menu():
    menu = []
    if can("editor"):
        menu.append(("Texts", url_for("desk.texts")))
    if can("admin"):
        menu.append(("People", url_for("desk.people.everybody")))
    return {"menu": menu, "person": current_person}
