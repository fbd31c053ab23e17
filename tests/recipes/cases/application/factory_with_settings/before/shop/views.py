from flask import Blueprint, current_app

bp = Blueprint("views", __name__)


def init(app):
    @app.route("/ping")
    def ping():
        return "pong"


@bp.route("/settings")
def settings():
    keys = ("PAGE", "NAME", "EXTRA", "SIZE", "lower", "SECRET_KEY")
    return {key: current_app.config.get(key) for key in keys}
