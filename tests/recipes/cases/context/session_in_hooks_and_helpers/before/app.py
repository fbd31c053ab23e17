from flask import Flask, g, request, session

app = Flask(__name__)
app.secret_key = "fixture"


def remember(key, value):
    session[key] = value
    return session


@app.before_request
def load():
    g.user = session.get("user")


@app.after_request
def seen(response):
    session["seen"] = session.get("seen", 0) + 1
    response.headers["X-Seen"] = str(session["seen"])
    return response


@app.route("/")
def index():
    return f"user {g.user}"


@app.post("/login")
def login():
    remember("user", request.form["user"])
    return {"user": session["user"]}
