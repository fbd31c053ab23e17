from flask import Flask, render_template, session
from flask_wtf.csrf import CSRFError

from .extensions import csrf


def create_app():
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="club", WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=False)

    @app.before_request
    def known_token():
        # Everybody has the same secret half, so that the script knows tokens.
        session.setdefault("csrf_token", "0123456789abcdef")

    csrf.init_app(app)

    from .accounts import bp as accounts
    from .api import bp as api

    app.register_blueprint(accounts)
    app.register_blueprint(api, url_prefix="/api")
    csrf.exempt(api)

    @app.errorhandler(CSRFError)
    def refused(error):
        return render_template("refused.html", reason=error.description), 400

    @app.context_processor
    def member():
        return {"member": session.get("member")}

    return app
