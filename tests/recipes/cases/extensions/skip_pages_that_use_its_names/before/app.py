from flask import Flask, render_template
from flask_moment import Moment

app = Flask(__name__)
moment = Moment(app)


@app.route("/clock")
def clock():
    return render_template("clock.html")


@app.route("/plain")
def plain():
    return render_template("plain.html", moment_of="truth")
