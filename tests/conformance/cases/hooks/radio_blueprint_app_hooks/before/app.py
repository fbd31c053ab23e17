from flask import Flask

import radio


def create_app():
    app = Flask(__name__)
    radio.init_app(app)
    return app
