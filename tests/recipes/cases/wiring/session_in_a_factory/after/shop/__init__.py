"""The shop."""

from shop.compat.application import Application
from shop.compat.requests import Request
from shop.compat.session import SessionMiddleware


def create_app():
    """Make it."""
    app = Application(__name__)
    app.add_middleware(SessionMiddleware)
    app.secret_key = "fixture"  # only here

    @app.get("/")
    def index(request: Request):
        request.session["x"] = 1
        return "index"

    return app
