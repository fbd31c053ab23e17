"""Live scores as server-sent events; a match is a fixed script here."""

from flask import Flask

from events import bp


def create_app():
    app = Flask(__name__)
    app.config["RETRY"] = 1500
    app.register_blueprint(bp, url_prefix="/matches")
    return app
