from flask import Blueprint, Flask, g, request

app = Flask(__name__)
outer = Blueprint("outer", __name__, url_prefix="/outer")
inner = Blueprint("inner", __name__, url_prefix="/inner")
other = Blueprint("other", __name__, url_prefix="/other")


def note(name):
    g.setdefault("notes", []).append(name)


@app.before_request
def for_app():
    note("app")


@outer.before_request
def for_outer():
    note("outer")


@inner.before_request
def for_inner():
    note("inner")
    if request.args.get("stop"):
        return "stopped by inner"


@other.before_app_request
def for_all():
    note("all")


@inner.after_request
def after_inner(response):
    response.headers["X-Inner"] = "1"
    return response


@other.after_app_request
def after_all(response):
    response.headers["X-Notes"] = " ".join(g.notes)
    return response


@outer.route("/")
def outer_view():
    return "outer"


@inner.route("/")
def inner_view():
    return "inner"


@other.route("/")
def other_view():
    return "other"


outer.register_blueprint(inner)
app.register_blueprint(outer)
app.register_blueprint(other)
