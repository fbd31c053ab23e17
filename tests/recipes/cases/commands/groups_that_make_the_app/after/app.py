import click

from compat.application import Application
from compat.cli_scripts import ScriptGroup
from compat.context import current_app

app = Application(__name__)


def create_app():
    return app


@click.group(cls=ScriptGroup, create_app=create_app)
def manage():
    """Manage the application."""


@manage.command()
@click.argument("name")
def greet(name):
    click.echo(f"{current_app.name} greets {name}")


@app.cli.command()
def tidy():
    click.echo("tidy")


bare = ScriptGroup(name="bare", create_app=create_app, add_default_commands=False, add_version_option=False)


@bare.command()
def hello():
    click.echo(f"hello {current_app.name}")


@app.get("/")
def index():
    return "index"
