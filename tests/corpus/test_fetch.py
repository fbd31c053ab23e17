"""The fetching of real applications: what two runs at once, and what importing one, leave behind."""

import io
import sys
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[2] / "corpus"
APP = """
from pathlib import Path
from flask import Flask

Path("made.sqlite").write_text("made by importing")
app = Flask(__name__)
"""


@pytest.fixture
def fetch(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(str(CORPUS))
    import apps
    import fetch

    monkeypatch.setattr(apps, "WORK", tmp_path / "work")
    return fetch


@pytest.fixture
def app(fetch):
    from apps import CorpusApp

    return CorpusApp("shop", 1, "shop==1.0", "shop", rules=1)


def archive(folder: Path) -> Path:
    folder.mkdir(parents=True)
    with tarfile.open(folder / "shop-1.0.tar.gz", "w:gz") as tar:
        entry = tarfile.TarInfo("shop-1.0/shop.py")
        entry.size = len(APP)
        tar.addfile(entry, io.BytesIO(APP.encode()))
    return folder / "shop-1.0.tar.gz"


def test_a_tree_is_unpacked_to_its_place_and_nothing_else_stays(fetch, app, monkeypatch):
    monkeypatch.setattr(fetch, "_download", lambda _app, folder: archive(folder / "archive"))
    fetch.fetch(app)
    assert [file.name for file in app.place.iterdir()] == ["shop.py"]
    assert [path.name for path in app.place.parent.iterdir()] == ["shop-1.0"]


def test_the_second_of_two_that_fetch_at_once_leaves_the_tree_as_it_is(fetch, app, monkeypatch):
    def slow(app, folder):
        found = archive(folder / "archive")
        app.place.mkdir(parents=True)
        (app.place / "shop.py").write_text("first")
        return found

    monkeypatch.setattr(fetch, "_download", slow)
    fetch.fetch(app)
    assert [file.name for file in app.place.iterdir()] == ["shop.py"]
    assert (app.place / "shop.py").read_text() == "first"


def test_a_stub_stands_in_the_environment_under_its_name(fetch, app, monkeypatch):
    stubbed = replace(app, stubs={"gi": "stands = True\n"})
    packages = stubbed.venv / "lib" / "python3" / "site-packages"

    def venv(folder):
        packages.mkdir(parents=True)
        return folder / "bin" / "python"

    monkeypatch.setattr(fetch, "_venv", venv)
    monkeypatch.setattr(fetch, "_pip", lambda *_: None)
    fetch.install(stubbed)
    assert (packages / "gi.py").read_text() == "stands = True\n"


def test_importing_an_app_leaves_its_tree_as_it_was(fetch, app, monkeypatch):
    import measure

    app.source.mkdir(parents=True)
    (app.source / "shop.py").write_text(APP)
    monkeypatch.setattr(type(app), "python", property(lambda _: Path(sys.executable)))
    found = measure.url_map(app, measure.environment(app, {}))
    assert [rule for rule, _, _ in found] == ["/static/<path:filename>"]
    assert [path.name for path in app.source.iterdir()] == ["shop.py"]


def test_variables_of_an_app_are_set_and_a_service_may_override_them(fetch, app):
    import measure

    env = measure.environment(replace(app, env={"TREE": "*", "DB": "a"}), {"DB": "b"})
    assert (env["TREE"], env["DB"]) == ("*", "b")
