"""What a limit of one view asks the request stays on Flask: so does the view, and no other."""

import importlib

from flask import request

from compat.application import Application
from compat.context import request as context_request
from compat.legacy import Fallback
from compat.limiter import Limiter, get_remote_address


def create_app():
    app = Application(__name__)
    app.fallback = Fallback(lambda: importlib.import_module("flask_original.app").create_app())
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://")

    # Flask still answers GET /threads: UF120 an attribute of `request` has no counterpart: `request.environ["wsgi.multithread"]` (app.py:13).
    @limiter.limit("1/day", key_func=lambda: str(request.environ["wsgi.multithread"]))
    # unflask UF120: an attribute of `request` has no counterpart: `request.environ["wsgi.multithread"]`
    def threads():
        return "threads"

    @app.get("/before")
    @limiter.limit("1/day", exempt_when=lambda: context_request.args.get("free") == "1")
    def before():
        return "before"

    return app
