import click
from flask import Blueprint, Flask, current_app

app = Flask(__name__)
bp = Blueprint("bp", __name__, cli_group="tools")


@bp.cli.command("name")
def name():
    click.echo(current_app.name)


@bp.route("/")
def index():
    return "index"


app.register_blueprint(bp)
