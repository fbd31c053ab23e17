import click
from flask import Flask
from flask.cli import FlaskGroup

app = Flask(__name__)


def create_app():
    return app


@click.group(cls=FlaskGroup, create_app=create_app)
def manage():
    """Manage the application."""


@app.route("/")
def index():
    return "index"
