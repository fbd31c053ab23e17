import click
from flask.cli import FlaskGroup

from compat.application import Application

app = Application(__name__)


def create_app():
    return app


# unflask UF100: no recipe knows this part of Flask: `flask.cli.FlaskGroup`
class Manage(FlaskGroup):
    """A group that names itself."""

    def get_usage(self, ctx):
        return "manage NAME"


@click.group(cls=FlaskGroup, create_app=create_app, load_dotenv=False)
# unflask UF100: no recipe knows this part of Flask: `flask.cli.FlaskGroup`
def manage():
    """Manage the application as the environment has it."""


@app.get("/")
def index():
    return "index"
