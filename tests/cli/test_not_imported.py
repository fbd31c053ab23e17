"""What `unflask migrate` says of an application that cannot be imported."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from unflask.cli.main import app

SOURCE = """
import no_such_library

from flask import Flask

app = Flask(__name__)


@app.route("/")
def index():
    return "fine"


@app.post("/items")
def add():
    return "added"
"""
WHY = "ModuleNotFoundError: No module named 'no_such_library'"


@pytest.fixture
def run(tmp_path):
    shop = tmp_path / "shop"
    shop.mkdir()
    shop.joinpath("app.py").write_text(SOURCE)

    def migrate(*options):
        return CliRunner().invoke(app, ["migrate", str(shop), *map(str, options)])

    return migrate


def test_its_routes_are_listed_with_the_reason_and_how_to_mend_it(run, tmp_path: Path) -> None:
    done = run("--out", tmp_path / "out")
    assert done.exit_code == 2
    assert "3 routes of app:app found by reading, none converted" in done.stdout
    assert "/items" in done.stdout
    assert WHY in done.stderr
    assert "app.py:2" in done.stderr
    assert "--python" in done.stderr
    assert "--app" in done.stderr
    assert "Traceback" not in done.output


def test_nothing_is_written_and_what_was_there_stays(run, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("precious")
    run("--out", tmp_path / "out", "--force")
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["mine.txt"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "shop"]
    assert [p.name for p in (tmp_path / "shop").iterdir()] == ["app.py"]


def test_as_data_it_says_the_same(run, tmp_path: Path) -> None:
    done = run("--out", tmp_path / "out", "--json")
    assert done.exit_code == 2
    found = json.loads(done.stdout)
    assert found["import_error"].startswith(WHY)
    assert found["files"] == []
    assert {route["rule"] for route in found["routes"]} == {
        "/",
        "/items",
        "/static/<path:filename>",
    }
    for route in found["routes"]:
        assert route["state"] == "left"
        assert route["reason"].startswith(f"the application could not be imported: {WHY}")


@pytest.mark.parametrize("option", ["--diff", "--plan"])
def test_looking_gives_the_list_too(run, option: str) -> None:
    done = run(option)
    assert done.exit_code == 2
    assert "/items" in done.stdout
    assert WHY in done.stderr


def test_the_page_says_it(run, tmp_path: Path) -> None:
    run("--out", tmp_path / "out", "--html", tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text()
    assert "It does not import" in page
    assert "no_such_library" in page
    assert "It runs as" not in page


def test_an_app_that_is_not_there_is_still_one_sentence(run, tmp_path: Path) -> None:
    done = run("--app", "nope", "--out", tmp_path / "out")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "no module nope" in done.stderr
