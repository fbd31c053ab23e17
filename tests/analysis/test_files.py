"""Which files of a folder belong to the project."""

from __future__ import annotations

import pytest

from unflask.analysis.files import read_project


@pytest.fixture
def project(tmp_path):
    root = tmp_path / "project"

    def add(path, text=""):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    add("app.py", "from flask import Flask\napp = Flask(__name__)\n")
    return root, add


@pytest.mark.parametrize(
    "path",
    ["static/dist/app.js", "static/build/app.css", "static/.well-known/security.txt", ".flaskenv"],
)
def test_files_that_the_application_may_serve_or_read_come_along(project, path):
    root, add = project
    add(path)
    assert path in read_project(root).files


@pytest.mark.parametrize(
    "path",
    ["dist/app.py", "build/lib/app.py", "env/x.py", ".venv/x.py", ".cache/x", "static/node_modules/x.js",
     "shop/.git/config", "shop/__pycache__/x.txt", "shop/old.pyc"],
)  # fmt: skip
def test_what_tools_have_made_stays_behind(project, path):
    root, add = project
    add(path)
    assert path not in read_project(root).files


def test_an_environment_is_known_wherever_it_lies(project):
    root, add = project
    add("tools/python/pyvenv.cfg")
    add("tools/python/lib/x.py")
    assert set(read_project(root).files) == {"app.py"}


def test_links_are_followed_within_the_project_alone(project, tmp_path):
    root, add = project
    add("assets/logo.svg", "<svg/>")
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    (root / "static").mkdir()
    (root / "static" / "logo.svg").symlink_to("../assets/logo.svg")
    (root / "static" / "secret.txt").symlink_to(secret)
    (root / "static" / "gone.txt").symlink_to("nowhere")
    files = read_project(root).files
    assert files["static/logo.svg"] == b"<svg/>"
    assert not {"static/secret.txt", "static/gone.txt"} & files.keys()
