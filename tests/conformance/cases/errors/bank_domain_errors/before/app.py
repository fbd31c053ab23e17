from flask import Flask

from bank.errors import register_errors
from bank.views import accounts


def create_app():
    app = Flask(__name__)
    app.register_blueprint(accounts, url_prefix="/accounts")
    register_errors(app)
    return app
