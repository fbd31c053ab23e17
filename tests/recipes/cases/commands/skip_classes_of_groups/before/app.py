import click
from flask import Flask
from flask.cli import FlaskGroup

app = Flask(__name__)


def create_app():
    return app


class Manage(FlaskGroup):
    """A group that names itself."""

    def get_usage(self, ctx):
        return "manage NAME"


@click.group(cls=FlaskGroup, create_app=create_app, load_dotenv=False)
def manage():
    """Manage the application as the environment has it."""


@app.route("/")
def index():
    return "index"
