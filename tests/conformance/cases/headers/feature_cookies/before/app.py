from flask import Flask

from features import bp


def create_app():
    app = Flask(__name__)
    app.config["FEATURES"] = ["dark", "beta", "compact"]
    app.register_blueprint(bp)
    return app
