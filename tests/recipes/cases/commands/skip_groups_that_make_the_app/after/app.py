import click
from flask.cli import FlaskGroup

from compat.application import Application

app = Application(__name__)


def create_app():
    return app


@click.group(cls=FlaskGroup, create_app=create_app)
# unflask UF100: no recipe knows this part of Flask: `flask.cli.FlaskGroup`
def manage():
    """Manage the application."""


@app.get("/")
def index():
    return "index"
