import click
from flask import Flask

from . import models, views
from .extensions import db


def create_app():
    app = Flask(__name__)
    app.config.from_mapping(
        SECRET_KEY="dev",
        SQLALCHEMY_DATABASE_URI="sqlite:///shop.db",
        SQLALCHEMY_TRACK_MODIFICATIONS=False,
    )
    db.init_app(app)
    app.register_blueprint(views.bp)

    @app.cli.command("reset")
    def reset():
        db.drop_all()
        db.create_all()
        models.User(name="ada").save()
        click.echo("one user")

    @app.teardown_request
    def forget(error):
        if error is not None:
            db.session.remove()

    with app.app_context():
        db.drop_all()
        db.create_all()
        models.User(name="ada").save()
    return app
