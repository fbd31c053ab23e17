import click

from shop.compat.application import Application
from shop.compat.cli import AppGroup, with_appcontext
from shop.compat.context import current_app, g

jobs = AppGroup("jobs", help="Run jobs.")


@jobs.command("run")
@click.argument("name")
def run(name):
    """Run one job."""
    g.job = name
    click.echo(f"{current_app.name} runs {g.job}")


@click.command("init")
@with_appcontext
def init():
    click.echo(current_app.config["NAME"])


def create_app():
    app = Application(__name__)
    app.config["NAME"] = "shop"
    app.cli.add_command(jobs)
    app.cli.add_command(init)

    @app.cli.command()
    @click.option("--times", default=1)
    def hello(times):
        for _ in range(times):
            click.echo("hello")

    @app.get("/")
    def index():
        return "index"

    return app
