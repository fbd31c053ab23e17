from flask import Flask, abort, jsonify, session
from flask_talisman import DENY, SAMEORIGIN, Talisman

talisman = Talisman()


def create_app():
    app = Flask(__name__)
    app.secret_key = "dev"
    talisman.init_app(
        app,
        # The proxy does so.
        force_https=False,
        session_cookie_secure=False,
        frame_options=DENY,
        content_security_policy={
            "default-src": ["'self'"],
            "script-src": ["'self'", "'unsafe-inline'"],
            "object-src": "'none'",
        },
    )

    @app.route("/")
    def index():
        return jsonify(ok=True)

    @app.route("/signed")
    def signed():
        session["user"] = 1
        return "in"

    @app.route("/gone")
    def gone():
        abort(410)

    @app.route("/broken")
    def broken():
        raise LookupError("nothing there")

    return app
