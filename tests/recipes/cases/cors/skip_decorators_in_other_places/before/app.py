from functools import wraps

from flask import Flask, request
from flask_cors import CORS, cross_origin

app = Flask(__name__)
CORS(app, resources="/plain")


def named(view):
    @wraps(view)
    def checked(*args, **kwargs):
        if request.args.get("name") is None:
            return "no name", 400
        return view(*args, **kwargs)

    return checked


@app.route("/within")
@named
@cross_origin()
def within():
    return "within"


@app.route("/manual")
@cross_origin(automatic_options=False)
def manual():
    return "manual"


@app.route("/twice")
@cross_origin(origins="http://a.com")
@cross_origin(origins="http://b.com")
def twice():
    return "twice"


@app.route("/plain")
def plain():
    return "plain"
