from flask import Flask

from .items import items
from .naming import setup_routing


def create_app():
    app = Flask(__name__)
    setup_routing(app)
    app.register_blueprint(items, url_prefix="/<code:shop>")
    return app
