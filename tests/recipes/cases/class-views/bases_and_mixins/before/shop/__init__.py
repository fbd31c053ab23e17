from flask import Flask

from .views import blueprint


def create_app():
    app = Flask(__name__)
    app.secret_key = "for tests"
    app.register_blueprint(blueprint, url_prefix="/shop")
    return app
