import os

from flask import Flask

from bookmarks import bookmarks
from errors import register_errors
from models import db
from users import users


def create_app(test_config=None):
    app = Flask(__name__)
    if test_config is None:
        app.config.from_mapping(
            SECRET_KEY=os.environ.get("SECRET_KEY", "bookmarks"),
            SQLALCHEMY_DATABASE_URI=os.environ.get("DATABASE_URL", "sqlite://"),
            SQLALCHEMY_TRACK_MODIFICATIONS=False,
        )
    else:
        app.config.from_mapping(test_config)

    db.init_app(app)
    app.register_blueprint(users, url_prefix="/api/v1/users")
    app.register_blueprint(bookmarks, url_prefix="/api/v1/bookmarks")
    register_errors(app)

    with app.app_context():
        db.create_all()

    return app
