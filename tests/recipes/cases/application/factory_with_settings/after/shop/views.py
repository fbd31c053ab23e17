from .compat.context import current_app
from .compat.routing import Router

bp = Router("views")


def init(app):
    @app.get("/ping")
    def ping():
        return "pong"


@bp.get("/settings")
def settings():
    keys = ("PAGE", "NAME", "EXTRA", "SIZE", "lower", "SECRET_KEY")
    return {key: current_app.config.get(key) for key in keys}
