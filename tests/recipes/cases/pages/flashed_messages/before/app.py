from flask import Flask, flash, get_flashed_messages, redirect, render_template, url_for

app = Flask(__name__)
app.secret_key = "fixture"


def warn(text):
    flash(text, "warning")


@app.post("/save")
def save():
    flash("saved <b>")
    warn("twice")
    flash(message="named", category="info")
    return redirect(url_for("show"))


@app.route("/show")
def show():
    return render_template("show.html")


@app.route("/read")
def read():
    return {"all": get_flashed_messages(with_categories=True), "again": get_flashed_messages()}
