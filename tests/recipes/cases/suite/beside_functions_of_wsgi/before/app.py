from flask import Flask, render_template

app = Flask(__name__)


def empty(environ, start_response):
    start_response("404 Not Found", [("Content-Type", "text/plain")])
    return [b"empty"]


@app.route("/")
def index():
    return render_template("macros.html")
