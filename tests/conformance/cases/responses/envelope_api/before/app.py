from flask import Flask

from api import bp
from envelope import ApiError, wrap_error


def create_app():
    app = Flask(__name__)
    app.register_blueprint(bp, url_prefix="/api")
    app.register_error_handler(ApiError, wrap_error)
    app.register_error_handler(404, wrap_error)
    app.register_error_handler(405, wrap_error)
    return app
