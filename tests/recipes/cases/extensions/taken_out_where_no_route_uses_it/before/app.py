from flask import Flask, jsonify
from flask_login import LoginManager


class Manager(LoginManager):
    pass


manager = Manager()


def create_app():
    app = Flask(__name__)
    app.secret_key = "dev"
    # Nobody signs in yet.
    manager.init_app(app)

    @app.route("/")
    def index():
        return jsonify(ok=True)

    return app
