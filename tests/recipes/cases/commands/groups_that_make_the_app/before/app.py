import click
from flask import Flask, current_app
from flask.cli import FlaskGroup

app = Flask(__name__)


def create_app():
    return app


@click.group(cls=FlaskGroup, create_app=create_app)
def manage():
    """Manage the application."""


@manage.command()
@click.argument("name")
def greet(name):
    click.echo(f"{current_app.name} greets {name}")


@app.cli.command()
def tidy():
    click.echo("tidy")


bare = FlaskGroup(name="bare", create_app=create_app, add_default_commands=False, add_version_option=False)


@bare.command()
def hello():
    click.echo(f"hello {current_app.name}")


@app.route("/")
def index():
    return "index"
