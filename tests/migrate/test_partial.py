"""Some routes converted, others left on Flask: one application that answers all."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from unflask.analysis.files import read_project
from unflask.migrate import Options, migrate_checked
from unflask.migrate.run import Migration

ITEMS = """
from flask import Flask, jsonify, redirect, request, url_for

app = Flask(__name__)
PRICES = {"tea": 3}


@app.route("/items/<name>")
def item(name):
    return jsonify(item=name)


@app.route("/items/special")
def special():
    return jsonify(special=True, view=request.endpoint)


@app.route("/items/<name>", methods=["DELETE"])
def drop(name):
    return "", 204


@app.route("/go")
def go():
    return redirect(url_for("special"))
"""

SHARED = """
from flask import Flask, jsonify, request

app = Flask(__name__)
items = []
NAMES = {"a": 1}


@app.route("/add", methods=["POST"])
def add():
    items.append(request.get_json())
    return jsonify(items), 201


@app.route("/list")
def listing():
    return jsonify(items)


@app.route("/names")
def names():
    return jsonify(NAMES)
"""

SENT = """
import json, sys
sys.path.insert(0, "")
import importlib
from starlette.testclient import TestClient
module, _, name = sys.argv[1].partition(":")
app = getattr(importlib.import_module(module), name)
client = TestClient(app, base_url="http://localhost", follow_redirects=False)
for method, path in json.loads(sys.argv[2]):
    answer = client.request(method, path)
    allow = sorted(answer.headers.get("allow", "").replace(" ", "").split(","))
    print(json.dumps([answer.status_code, answer.text, answer.headers.get("location"), allow]))
"""


def _migrated(folder: Path, source: str, *routes: str) -> Migration:
    folder.joinpath("app.py").write_text(source)
    return migrate_checked(read_project(folder), Options(routes=routes))


def _answers(folder: Path, migration: Migration, *asked: tuple[str, str]) -> list[list[object]]:
    for path, content in migration.files.items():
        target = folder / "out" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    command = [sys.executable, "-W", "ignore", "-c", SENT, migration.result.asgi, json.dumps(asked)]
    done = subprocess.run(
        command, cwd=folder / "out", capture_output=True, text=True, timeout=60, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def _states(migration: Migration) -> dict[str, str]:
    return {f"{r.methods[0]} {r.rule}": r.state for r in migration.result.routes}


def test_a_left_rule_that_fits_better_wins(tmp_path: Path) -> None:
    migration = _migrated(tmp_path, ITEMS, "GET /items/<name>", "/go")
    assert _states(migration)["GET /items/<name>"] == "converted"
    assert _states(migration)["GET /items/special"] == "left"
    tea, special, gone, methods, wrong, go = _answers(
        tmp_path, migration, ("GET", "/items/tea"), ("GET", "/items/special"), ("DELETE", "/items/tea"),
        ("OPTIONS", "/items/tea"), ("PATCH", "/items/tea"), ("GET", "/go"),
    )  # fmt: skip
    assert json.loads(str(tea[1])) == {"item": "tea"}
    assert json.loads(str(special[1])) == {"special": True, "view": "special"}
    assert gone[0] == 204
    assert methods[3] == wrong[3] == ["DELETE", "GET", "HEAD", "OPTIONS"]
    assert wrong[0] == 405
    assert go[2] == "/items/special"


def test_routes_that_share_memory_stay_together(tmp_path: Path) -> None:
    states = _states(_migrated(tmp_path, SHARED, "GET /*"))
    assert states["POST /add"] == "left"
    assert states["GET /list"] == "left"
    assert states["GET /names"] == "converted"


def test_shared_memory_is_no_reason_when_all_is_converted(tmp_path: Path) -> None:
    assert set(_states(_migrated(tmp_path, SHARED)).values()) == {"converted"}


BROKEN = """
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


def test_a_result_that_does_not_start_is_left_on_flask(tmp_path: Path) -> None:
    tmp_path.joinpath("looks.py").write_text(LOOKS)
    migration = _migrated(tmp_path, BROKEN)
    (route, *_rest) = [r for r in migration.result.routes if r.endpoint == "index"]
    assert route.state == "left"
    assert "Flask has to be there first" in route.reason
    assert _answers(tmp_path, migration, ("GET", "/"))[0][:2] == [200, "fine"]


def test_nothing_to_convert_is_served_as_it_was(tmp_path: Path) -> None:
    migration = _migrated(tmp_path, ITEMS, "/nothing")
    assert set(_states(migration).values()) == {"left"}
    assert migration.files["app.py"] == ITEMS.encode()
    special, missing = _answers(tmp_path, migration, ("GET", "/items/special"), ("GET", "/docs"))
    assert json.loads(str(special[1]))["special"] is True
    assert missing[0] == 404


@pytest.mark.parametrize("name", ["app.py", "shop.py"])
def test_a_second_run_finds_no_flask(tmp_path: Path, name: str) -> None:
    tmp_path.joinpath(name).write_text(ITEMS)
    migration = migrate_checked(read_project(tmp_path, name.removesuffix(".py")), Options())
    assert not any(b"import flask" in _bytes(c) for c in migration.files.values())


def _bytes(content: bytes | str) -> bytes:
    return content.encode() if isinstance(content, str) else content
