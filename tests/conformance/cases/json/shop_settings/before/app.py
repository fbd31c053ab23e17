import os

from flask import Flask, jsonify, url_for

import catalogue


class Config:
    JSON_SORT_KEYS = False
    JSON_AS_ASCII = False
    SHOP_NAME = "Läckerli & Co"


def create_app():
    app = Flask(__name__)
    app.config.from_object(Config)
    app.json.sort_keys = app.config["JSON_SORT_KEYS"]
    app.json.ensure_ascii = app.config["JSON_AS_ASCII"]
    if os.environ.get("PRETTY_JSON"):
        app.json.compact = False
    app.register_blueprint(catalogue.bp, url_prefix="/catalogue")

    @app.route("/")
    def index():
        return jsonify(shop=app.config["SHOP_NAME"], catalogue=url_for("catalogue.index"))

    return app
