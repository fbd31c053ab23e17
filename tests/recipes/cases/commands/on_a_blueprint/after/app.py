import click

from compat.application import Application
from compat.context import current_app
from compat.routing import Router

app = Application(__name__)
bp = Router("bp")


@bp.cli.command("name")
def name():
    click.echo(current_app.name)


@bp.get("/")
def index():
    return "index"


app.include_router(bp)
