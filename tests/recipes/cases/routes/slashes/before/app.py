from flask import Flask, request

app = Flask(__name__)


@app.route("/with/")
def with_slash():
    return "with"


@app.route("/without")
def without():
    return "without"


@app.route("/loose/", strict_slashes=False)
def loose():
    return request.path


@app.route("/both/<name>/", methods=["GET", "POST"])
def both(name):
    return name
