from flask import Flask, jsonify, render_template, session
from flask_wtf.csrf import CSRFError, generate_csrf

from .extensions import csrf


def create_app():
    app = Flask(__name__)
    app.config.update(SECRET_KEY="a shop", WTF_CSRF_TIME_LIMIT=None)
    app.before_request(before)
    csrf.init_app(app)
    app.before_request(after)

    from . import api, hooks

    app.register_blueprint(api.bp)
    app.register_blueprint(hooks.bp, url_prefix="/hooks")
    csrf.exempt(api.bp)

    @app.route("/")
    def index():
        return render_template("index.html")

    @app.post("/basket")
    def fill():
        return {"steps": session["steps"]}

    @app.get("/token")
    def token():
        return {"length": len(generate_csrf())}

    @app.errorhandler(CSRFError)
    def refused(error):
        return jsonify(error=error.description, steps=session["steps"]), error.code

    return app


def before():
    session["csrf_token"] = "the secret half"
    session["steps"] = ["before"]


def after():
    session["steps"] = [*session["steps"], "after"]
