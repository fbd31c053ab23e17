import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

exhibits_cli = AppGroup("exhibits", help="Look after the exhibits.")


def seed(count):
    known = current_app.config["EXHIBITS"]
    known.update({f"x{number}": f"Exhibit {number}" for number in range(1, count + 1)})
    return known


@exhibits_cli.command("list")
@click.argument("prefix", default="")
def list_command(prefix):
    for key, title in sorted(current_app.config["EXHIBITS"].items()):
        if key.startswith(prefix):
            click.echo(f"{key}\t{title}")


@exhibits_cli.command("drop")
@click.confirmation_option(prompt="Sure?")
@with_appcontext
def drop_command():
    current_app.config["EXHIBITS"].clear()
    current_app.logger.info("dropped")
