import functools

from flask import Blueprint, Flask, current_app, g, request

app = Flask(__name__)
pages = Blueprint("pages", __name__, url_prefix="/pages")


def public(view):
    view.is_public = True
    return view


def needs(role):
    def decorate(view):
        @functools.wraps(view)
        def wrapper(*args, **kwargs):
            return view(*args, **kwargs)

        wrapper.role = role
        return wrapper

    return decorate


@app.before_request
def guard():
    view = app.view_functions.get(request.endpoint)
    if view is None or getattr(view, "is_public", False):
        return None
    g.role = getattr(view, "role", None)
    if request.headers.get("X-Role") != g.role:
        return {"error": "not you", "needs": g.role}, 403
    return None


@public
@app.route("/open")
def opened():
    """Anybody may see it."""
    return {"doc": current_app.view_functions[request.endpoint].__doc__}


@app.route("/names")
@public
def names():
    return {"names": [name for name in app.view_functions], "here": "names" in app.view_functions}


@pages.route("/<name>")
@needs("reader")
def page(name):
    return {"page": name}


@app.route("/roles")
@needs("boss")
def roles():
    return {
        "roles": {n: v.role for n, v in app.view_functions.items() if hasattr(v, "role")},
        "open": sum(1 for view in app.view_functions.values() if getattr(view, "is_public", 0)),
    }


app.register_blueprint(pages)


@app.route("/last")
def last():
    return "last"
