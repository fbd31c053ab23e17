import os

from flask import Flask, jsonify

from .models import db


def create_app(config=None):
    app = Flask(__name__, instance_relative_config=True)
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ.get(
        "DATABASE_URL", "sqlite:///inventory.sqlite"
    )
    if config:
        app.config.update(config)

    db.init_app(app)

    from . import api, commands

    app.register_blueprint(api.bp, url_prefix="/api")
    app.cli.add_command(commands.reset_command)

    @app.errorhandler(404)
    def not_found(error):
        return jsonify(error=error.description), 404

    with app.app_context():
        db.create_all()
        commands.seed()

    return app
