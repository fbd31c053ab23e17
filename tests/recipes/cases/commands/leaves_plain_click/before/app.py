import click
from flask import Flask

app = Flask(__name__)


@click.group()
def cli():
    """Not Flask's."""


@cli.command()
@click.pass_context
def context(ctx):
    with app.app_context():
        click.echo(ctx.info_name + app.name)


app.cli.add_command(cli)


@app.route("/")
def index():
    return "index"
