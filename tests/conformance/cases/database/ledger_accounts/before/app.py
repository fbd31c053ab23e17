from flask import Flask

from extensions import db
from ledger import ledger


def create_app(**settings):
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///:memory:"
    app.config["OVERDRAFT"] = 50
    app.config.update(settings)
    db.init_app(app)
    app.register_blueprint(ledger, url_prefix="/accounts")
    with app.app_context():
        db.create_all()
    return app
