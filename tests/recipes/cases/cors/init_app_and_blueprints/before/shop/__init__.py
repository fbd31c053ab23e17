import flask_cors
from flask import Flask

from shop.api import api
from shop.extensions import cors


def create_app():
    app = Flask(__name__)
    app.config.from_object("shop.settings")
    cors.init_app(app, expose_headers=["X-Count"])
    flask_cors.CORS(api, origins="http://api.a.com", vary_header=False)
    app.register_blueprint(api)

    @app.route("/")
    def index():
        return {"shop": True}

    return app
