from flask import Flask

from shop.shelves import open_shelf
from shop.views import blueprint


def create_app():
    app = Flask(__name__)
    app.config["SHELF"] = "plain"
    app.shelf = open_shelf(app)
    app.register_blueprint(blueprint)
    return app
