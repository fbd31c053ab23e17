import click
from flask.cli import with_appcontext

from .service import summary


@click.command("describe")
@with_appcontext
def describe_command():
    """Say what is stored."""
    for line in summary():
        click.echo(line)
