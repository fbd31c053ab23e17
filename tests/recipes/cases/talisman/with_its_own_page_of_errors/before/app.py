from flask import Flask, render_template
from flask_talisman import Talisman

app = Flask(__name__)
Talisman(app, force_https_permanent=True, referrer_policy="no-referrer")


@app.errorhandler(404)
def missing(error):
    return render_template("missing.html"), 404


@app.after_request
def stamp(response):
    response.headers["X-Framed"] = response.headers.get("X-Frame-Options", "")
    return response


@app.route("/a b")
def spaced():
    return "spaced"
