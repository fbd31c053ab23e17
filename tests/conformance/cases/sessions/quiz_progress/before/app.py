from flask import Flask

from quiz import quiz


def create_app(config=None):
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="quiz", PASS_MARK=2)
    if config:
        app.config.from_mapping(config)
    app.register_blueprint(quiz)
    return app
