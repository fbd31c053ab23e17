"""What the command line writes has been started before."""

import json
from pathlib import Path

from typer.testing import CliRunner

from unflask.cli.main import app

SOURCE = """
from flask import Flask

import looks

app = Flask(__name__)


@app.route("/")
def index():
    return "fine"
"""

LOOKS = """
import sys

if "flask" not in sys.modules:
    raise ImportError("Flask has to be there first")
"""


def test_a_result_that_does_not_start_stays_on_flask(tmp_path: Path) -> None:
    shop = tmp_path / "shop"
    shop.mkdir()
    shop.joinpath("app.py").write_text(SOURCE)
    shop.joinpath("looks.py").write_text(LOOKS)
    done = CliRunner().invoke(app, ["migrate", str(shop), "--out", str(tmp_path / "out"), "--json"])
    assert done.exit_code == 1, done.output
    found = json.loads(done.stdout)
    assert {route["state"] for route in found["routes"]} == {"left"}
    assert found["asgi"] == "asgi:app"
    assert (tmp_path / "out" / "app.py").read_text() == SOURCE
