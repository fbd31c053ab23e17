from flask import Flask, jsonify
from flask_cors import CORS


class Open(CORS):
    """Subclasses may do anything, so that this one stays what it is."""


app = Flask(__name__)
Open(app)


@app.route("/")
def index():
    return jsonify(ok=True)
