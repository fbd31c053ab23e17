from flask import Flask


def create_app():
    app = Flask(__name__)
    app.config["UPLOADS"] = {
        "1": {"name": "report.pdf", "size": 2048},
        "2": {"name": "holiday.jpg", "size": 51200},
        "3": {"name": "notes.txt", "size": 12},
    }

    from . import cli, routes

    app.register_blueprint(routes.bp)
    app.cli.add_command(cli.describe_command)

    return app
