"""A locksmith's door: three wrong codes, and it stays shut; who knows the code is not counted."""

from functools import wraps

from flask import Flask, current_app, flash, make_response, redirect, render_template, request, session, url_for
from flask_limiter import Limiter, RequestLimit
from flask_limiter.util import get_remote_address

limiter = Limiter(app=current_app, key_func=get_remote_address, storage_uri="memory://")

app = Flask(__name__)
app.secret_key = "a key under the mat"
app.config["CODE"] = "1234"
limiter.init_app(app)


def shut(template):
    def answer(limit: RequestLimit):
        page = render_template(template, limit=limit, left=limit.remaining)
        return make_response(page, 429 if request.args.get("strict") else 200)

    return answer


def owner_required(view):
    @wraps(view)
    def wrapper(*args, **kwargs):
        if not session.get("owner"):
            flash("Who is there?")
            return redirect(url_for("door"))
        return view(*args, **kwargs)

    return wrapper


@app.route("/door", methods=["GET", "POST"])
@limiter.limit(
    "3/day",
    on_breach=shut("shut.html"),
    methods=["POST"],
    deduct_when=lambda response: response.status_code == 401,
)
def door():
    if request.method == "GET":
        return render_template("door.html", left=None)
    if request.form["code"] == current_app.config["CODE"]:
        session["owner"] = True
        return redirect(url_for("room", name="hall"))
    left = limiter.current_limit.remaining if limiter.current_limit else None
    return render_template("door.html", left=left), 401


@app.route("/room/<name>")
@owner_required
@limiter.limit("2/day", key_func=lambda: request.view_args["name"])
def room(name):
    states = [f"{state.limit} of {state.key}: {state.breached}" for state in limiter.current_limits]
    return {"room": name, "limits": states}


@app.route("/keys", methods=["POST"])
@limiter.limit("1/day")
@owner_required
def cut_key():
    return "cut\n", 201
