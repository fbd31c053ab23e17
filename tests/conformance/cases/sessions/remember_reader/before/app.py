"""A newspaper's reading counter: ten free articles, remembered for those who want it."""

from datetime import timedelta

from flask import Flask, abort, make_response, request, session

FREE = 3
ARTICLES = {
    "bees": "Bees are back",
    "tram": "A new tram line",
    "flood": "Flood warning",
    "tax": "Taxes",
}

app = Flask(__name__)
app.config.update(
    SECRET_KEY="daily",
    PERMANENT_SESSION_LIFETIME=timedelta(days=2),
    SESSION_REFRESH_EACH_REQUEST=False,
)


def count_reading(slug):
    read = session.get("read", [])
    if slug not in read:
        session["read"] = read + [slug]
    return len(session["read"])


@app.route("/remember", methods=["POST"])
def remember():
    session.permanent = request.form.get("remember") == "yes"
    return "ok\n"


@app.route("/articles/<slug>")
def article(slug):
    text = ARTICLES.get(slug) or abort(404)
    if count_reading(slug) > FREE:
        response = make_response("Please subscribe.\n", 402)
        response.headers["Retry-After"] = "86400"
        return response
    return f"<h1>{text}</h1>"


@app.route("/me")
def me():
    return {"permanent": session.permanent, "read": session.get("read", []), "new": session.new}


@app.route("/forget", methods=["POST"])
def forget():
    session.permanent = False
    session.pop("read", None)
    return "", 204


@app.route("/imprint")
def imprint():
    return "The Daily, Example Street 1\n"
