from flask import Flask

from api import api
from repository import Repositories


def create_app():
    app = Flask(__name__)
    app.config.from_mapping(DATABASE_URL="sqlite://", MAX_PER_DAY=2)
    Repositories(app)
    app.register_blueprint(api, url_prefix="/v1")
    return app
