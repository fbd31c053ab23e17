import os

from flask import Flask, jsonify


def create_app(config=None):
    app = Flask(__name__)
    app.config["UPSTREAM"] = "http://127.0.0.1:%s" % os.environ.get("WEATHER_UPSTREAM", "8099")
    app.config["UPSTREAM_TIMEOUT"] = 0.5
    app.config["CITIES"] = ["Lima", "Nairobi", "Oslo"]
    if config:
        app.config.update(config)

    from . import routes
    from .client import UpstreamError

    app.register_blueprint(routes.bp)

    @app.errorhandler(UpstreamError)
    def upstream_failed(error):
        return jsonify(error=error.message), error.status

    return app
