from flask import Flask, flash, session

app = Flask(__name__)


@app.route("/read")
def read():
    return str(session.get("x"))


@app.route("/write")
def write():
    session["x"] = 1
    return "written"


@app.route("/flash")
def flashed():
    flash("x")
    return "flashed"
