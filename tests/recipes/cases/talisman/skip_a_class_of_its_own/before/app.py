from flask import Flask
from flask_talisman import Talisman


class Strict(Talisman):
    """Subclasses may do anything, so that this one stays what it is."""


app = Flask(__name__)
Strict(app, force_https=False)


@app.route("/")
def index():
    return "index"
