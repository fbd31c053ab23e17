from flask import Blueprint, Flask, abort, current_app, redirect, request, url_for

from targets import is_safe, resolve

bp = Blueprint("hub", __name__)


def create_app():
    app = Flask(__name__)
    app.config["CODES"] = {"moved": 301, "see": 303, "temporary": 307, "permanent": 308}
    app.register_blueprint(bp, url_prefix="/go")
    app.add_url_rule("/", "root", lambda: redirect(url_for("hub.index")))
    return app


@bp.route("/")
def index():
    return {"codes": sorted(current_app.config["CODES"])}


@bp.route("/<code>", methods=["GET", "POST"])
def by_code(code):
    target = resolve(request.values.get("to", ""))
    if not is_safe(target):
        return redirect(url_for(".unsafe", target=target, _anchor="why"))
    status = current_app.config["CODES"].get(code)
    if status is None:
        abort(404, description=f"unknown code {code}")
    return redirect(target, code=status)


@bp.route("/unsafe")
def unsafe():
    return f"Unsafe: {request.args.get('target')}", 400


@bp.route("/out")
def out():
    response = redirect("https://example.com/ü?q=ä b", 302)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.set_cookie("left", "1")
    return response


@bp.route("/full")
def full():
    return redirect(url_for("hub.by_code", code="see", to="/a b", _external=True, _scheme="https"))


@bp.route("/bad-code")
def bad_code():
    return redirect("/", code=300), 200


@bp.route("/html")
def html():
    return redirect("/<b>?a=1&b='2'")
