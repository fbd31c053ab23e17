"""A bank of seeds, which brings its database up to date when it starts."""

import os

import click
from flask import Flask
from flask_migrate import stamp, upgrade
from sqlalchemy import inspect

from .extensions import db, migrate
from .shelves import shelves


def prepare(app):
    """Run the migrations; tables from before there were any are taken for the first revision."""
    with app.app_context():
        names = inspect(db.engine).get_table_names()
        if "seed" in names and "alembic_version" not in names:
            stamp(revision="a001")
        upgrade()


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ.get("DATABASE", "sqlite:///seeds.db")
    db.init_app(app)
    migrate.init_app(app, db)
    app.register_blueprint(shelves)

    @app.cli.command("reset")
    @click.argument("revision", default="base")
    def reset(revision):
        """Empty the database and fill it again."""
        from flask_migrate import downgrade

        downgrade(revision=revision)
        upgrade()
        click.echo("as new")

    if "BY_HAND" not in os.environ:
        prepare(app)
    return app
