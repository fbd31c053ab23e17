from flask import Flask

from gate import accounts, guard
from pages import pages


def create_app():
    app = Flask(__name__)
    app.secret_key = "gatekeeper"
    app.before_request(guard.load_user)
    app.before_request(guard.require_login)
    app.register_blueprint(accounts.bp)
    app.register_blueprint(pages)
    return app
