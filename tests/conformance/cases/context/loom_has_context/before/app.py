from flask import Flask

from loom.views import loom
from loom.world import defaults


def create_app():
    app = Flask(__name__)
    app.config.from_object(defaults())
    app.register_blueprint(loom)
    with app.app_context():
        from loom.pattern import warm_up

        warm_up()
    return app
