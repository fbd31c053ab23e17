"""An application of its own, whatever its name looks like."""

from flask import Flask, jsonify

small = Flask(__name__)


@small.get("/")
def index():
    return jsonify(small=True)
