import click

from compat.application import Application

app = Application(__name__)


@click.group()
def cli():
    """Not Flask's."""


@cli.command()
@click.pass_context
def context(ctx):
    with app.app_context():
        click.echo(ctx.info_name + app.name)


app.cli.add_command(cli)


@app.get("/")
def index():
    return "index"
