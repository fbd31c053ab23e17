"""What a limit of one view asks the request stays on Flask: so does the view, and no other."""

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address


def create_app():
    app = Flask(__name__)
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://")

    @app.route("/threads")
    @limiter.limit("1/day", key_func=lambda: str(request.environ["wsgi.multithread"]))
    def threads():
        return "threads"

    @app.route("/before")
    @limiter.limit("1/day", exempt_when=lambda: request.args.get("free") == "1")
    def before():
        return "before"

    return app
