"""Prints badges for a conference; the templates came from several people, with names of their own."""

from flask import Flask, g, make_response, render_template, request, session

app = Flask(__name__)
app.config["SECRET_KEY"] = "badge"

PEOPLE = {
    "ada": {"name": "Ada", "role": "speaker", "context": "Analytics", "status_code": 7},
    "bob": {"name": "Bob <b>", "role": "guest", "context": None, "status_code": 0},
}


@app.context_processor
def event():
    return {"name": "somebody", "event": "PyDay", "year": 2031}


@app.before_request
def queue():
    g.queue = request.headers.get("X-Queue", "A")


@app.route("/badges/<key>")
def badge(key):
    if key not in PEOPLE:
        return render_template("badge.html"), 404
    return render_template("badge.html", **PEOPLE[key])


@app.route("/badges/<key>/back")
def back(key):
    name = key.title()
    status_code = len(key)
    headers = sorted(request.args)
    media_type = "back"
    return render_template("back.html", **locals())


@app.route("/badges/<key>/shadow")
def shadow(key):
    """Names that the framework also gives to templates."""
    return render_template(
        "shadow.html", request=key, session={"user": "shadow"}, g="gee", config={"DEBUG": "?"}
    )


@app.route("/badges/<key>/print", methods=["POST"])
def print_badge(key):
    person = PEOPLE.get(key, {})
    session["printed"] = session.get("printed", 0) + 1
    body = render_template(
        "badge.html", name=person.get("name"), event=request.form.get("event") or "walk-in"
    )
    response = make_response(body, 201 if person else 202, {"X-Queue": g.queue})
    response.content_type = (
        "text/html; charset=ascii" if body.isascii() else "text/html; charset=utf-8"
    )
    return response
