import click
from flask import Blueprint, abort, current_app, jsonify

tours = Blueprint("tours", __name__, url_prefix="/tours", cli_group="tours")


def route_of(length):
    keys = sorted(current_app.config["EXHIBITS"])
    if length > len(keys):
        abort(400, f"There are {len(keys)} exhibits only.")
    return keys[:length]


@tours.cli.command("plan")
@click.argument("length", type=int)
def plan(length):
    click.echo(" > ".join(route_of(length)))


@tours.route("/<int:length>")
def tour(length):
    return jsonify(route_of(length))
