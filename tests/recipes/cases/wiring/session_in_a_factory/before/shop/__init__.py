"""The shop."""

from flask import Flask, session


def create_app():
    """Make it."""
    app = Flask(__name__)
    app.secret_key = "fixture"  # only here

    @app.route("/")
    def index():
        session["x"] = 1
        return "index"

    return app
