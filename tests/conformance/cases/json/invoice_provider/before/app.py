from flask import Flask

from encoder import InvoiceJSONProvider
from invoices import bp


def create_app():
    app = Flask(__name__)
    app.json = InvoiceJSONProvider(app)
    app.register_blueprint(bp)
    return app
