import csv
import io

import click
from flask import Flask, current_app, jsonify, request
from flask.cli import AppGroup

app = Flask(__name__)
app.config["STOCK"] = {"bolt": 5}
stock_cli = AppGroup("stock")


class BadRow(ValueError):
    def __init__(self, line, row):
        super().__init__(f"line {line}: {','.join(row)}")


def read(text):
    """Both the command and the upload read files with this."""
    added = 0
    for line, row in enumerate(csv.reader(io.StringIO(text)), 1):
        try:
            name, count = row
            current_app.config["STOCK"][name] = current_app.config["STOCK"].get(name, 0) + int(
                count
            )
        except ValueError:
            raise BadRow(line, row) from None
        added += 1
    return added


@stock_cli.command("load")
@click.argument("file", type=click.File())
@click.option("--dry-run", is_flag=True)
def load(file, dry_run):
    """Load stock from a file."""
    before = dict(current_app.config["STOCK"])
    click.echo(f"{read(file.read())} rows")
    if dry_run:
        current_app.config["STOCK"] = before


@app.cli.command()
def show():
    for name, count in sorted(app.config["STOCK"].items()):
        click.echo(f"{name:10}{count:5}")


app.cli.add_command(stock_cli)


@app.errorhandler(BadRow)
def bad_row(error):
    return jsonify(error=str(error)), 400


@app.route("/stock")
def stock():
    return jsonify(app.config["STOCK"])


@app.route("/stock/import", methods=["POST"])
def upload():
    text = (
        request.files["file"].read().decode() if request.files else request.get_data(as_text=True)
    )
    return jsonify(added=read(text))
