from flask import Flask

from models import Guest, db
from views import main


def create_app(config_name=None):
    app = Flask(__name__)
    app.config.update(
        SQLALCHEMY_DATABASE_URI="sqlite:///:memory:",
        SQLALCHEMY_TRACK_MODIFICATIONS=False,
        CAPACITY=3,
    )
    db.init_app(app)
    app.register_blueprint(main)

    with app.app_context():
        db.create_all()
        db.session.add(Guest(name="Host", email="host@example.org"))
        db.session.commit()

    return app
