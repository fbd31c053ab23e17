from flask import (
    Flask,
    flash,
    g,
    get_flashed_messages,
    jsonify,
    redirect,
    request,
    session,
    url_for,
)
from markupsafe import Markup, escape

app = Flask(__name__)
app.config.update(SECRET_KEY="guests", SESSION_COOKIE_HTTPONLY=True)


@app.before_request
def count_visits():
    if request.endpoint == "static" or request.path == "/ping":
        return
    g.visits = session.get("visits", 0) + 1


@app.after_request
def remember_visits(response):
    if "visits" in g and response.status_code < 500:
        session["visits"] = g.visits
    return response


@app.errorhandler(404)
def lost(error):
    session.setdefault("lost", []).append(request.path)
    flash(f"Nothing at {request.path}", "lost")
    return jsonify(lost=session["lost"]), 404


@app.errorhandler(ValueError)
def invalid(error):
    flash(str(error), "error")
    return redirect(url_for("entries"), 303)


@app.route("/ping")
def ping():
    return "pong"


@app.route("/entries", methods=["GET", "POST"])
def entries():
    if request.method == "POST":
        text = request.form.get("text", "").strip()
        if not text:
            raise ValueError("Write something.")
        flash(Markup("Thanks for <q>%s</q>") % text)
        session["last"] = escape(text)
        return "", 201
    lines = [
        f"<p class={category}>{escape(message)}</p>"
        for category, message in get_flashed_messages(True)
    ]
    return "\n".join([*lines, f"last: {session.get('last', '-')}", f"visit {g.visits}"])


@app.route("/essay", methods=["POST"])
def essay():
    """Drafts live in the cookie as long as they fit."""
    session["essay"] = request.get_data(as_text=True) * request.args.get("times", 1, int)
    return str(len(session["essay"]))


@app.route("/friends", methods=["POST"])
def friends():
    # A set has no place in a cookie; nobody noticed so far.
    session["friends"] = {request.form["name"]}
    return jsonify(friends=len(session["friends"]))


@app.route("/forget", methods=["POST"])
def forget():
    session.clear()
    g.pop("visits")
    return "forgotten"
