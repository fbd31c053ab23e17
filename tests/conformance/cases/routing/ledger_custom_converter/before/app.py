from flask import Flask

from ledger.converters import install
from ledger.views import bp


def create_app(config=None):
    app = Flask(__name__)
    app.config.update(CURRENCY="EUR")
    app.config.update(config or {})
    install(app)
    app.register_blueprint(bp, url_prefix="/ledger")
    return app
