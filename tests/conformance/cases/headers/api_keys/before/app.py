from flask import Flask

import auth
import views


def create_app(config=None):
    app = Flask(__name__)
    app.config.from_mapping(
        API_KEYS={"k-reader": "read", "k-writer": "write"},
        REALM="inventory",
    )
    if config:
        app.config.update(config)
    auth.init_app(app)
    app.register_blueprint(views.bp, url_prefix="/v1")
    return app
