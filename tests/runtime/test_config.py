"""Settings are read as Flask reads them."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

import flask
import pytest

from unflask.runtime.config import Config, ImportStringError, default_config, import_object

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(params=[Config, flask.Config])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """An empty config of either kind: what holds for one must hold for the other."""
    return request.param(str(tmp_path))


class Settings:
    DEBUG_LEVEL = 3
    lower = "no"

    @property
    def COMPUTED(self) -> str:  # noqa: N802
        return "yes"


def test_every_default_of_flask_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FLASK_DEBUG", raising=False)
    assert default_config() == dict(flask.Flask("x").config)


@pytest.mark.parametrize("value", ["1", "0", "no", "False", "true", "", "x"])
def test_debug_comes_from_the_environment(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLASK_DEBUG", value)
    assert default_config()["DEBUG"] == flask.Flask("x").config["DEBUG"]


def test_mappings_give_their_upper_case_keys(empty: Any) -> None:
    assert empty.from_mapping({"A": 1, "b": 2, "C_1": 3, "A1": 4}, A=5, d=6) is True
    assert empty == {"A": 5, "C_1": 3, "A1": 4}


def test_objects_give_their_upper_case_attributes(empty: Any) -> None:
    empty.from_object(Settings())
    assert empty == {"DEBUG_LEVEL": 3, "COMPUTED": "yes"}


@pytest.mark.parametrize("name", ["string:digits", "string.digits", "json.decoder"])
def test_import_paths_name_modules_and_attributes(name: str) -> None:
    from werkzeug.utils import import_string

    assert import_object(name) is import_string(name)


@pytest.mark.parametrize("name", ["nowhere_at_all", "json.nothing", "json:a.b.c", "json.decoder.x"])
def test_a_bad_import_path_is_explained_as_flask_does(name: str) -> None:
    with pytest.raises(ImportStringError) as ours:
        Config("").from_object(name)
    with pytest.raises(ImportError) as theirs:
        flask.Config("").from_object(name)
    assert str(ours.value) == str(theirs.value)


def test_python_files_are_run(empty: Any, tmp_path: Path) -> None:
    (tmp_path / "s.cfg").write_text(
        "import os\nA = 2 * 3\nNAME = os.path.basename(__file__)\nb = 1"
    )
    assert empty.from_pyfile("s.cfg") is True
    assert empty == {"A": 6, "NAME": "s.cfg"}


def test_a_missing_file_is_an_error_unless_silent(empty: Any) -> None:
    assert empty.from_pyfile("none.cfg", silent=True) is False
    assert empty.from_file("none.json", load=json.load, silent=True) is False
    with pytest.raises(FileNotFoundError, match=r"Unable to load configuration file \(No such"):
        empty.from_pyfile("none.cfg")
    with pytest.raises(FileNotFoundError, match=r"Unable to load configuration file \(No such"):
        empty.from_file("none.json", load=json.load)


def test_a_file_that_cannot_be_read_is_never_silent(empty: Any, tmp_path: Path) -> None:
    (tmp_path / "loop.cfg").symlink_to(tmp_path / "loop.cfg")
    for read in (empty.from_pyfile, lambda *a, **k: empty.from_file(*a, load=json.load, **k)):
        with pytest.raises(OSError, match="Unable to load configuration file"):
            read("loop.cfg", silent=True)


def test_the_environment_can_name_the_file(
    empty: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "s.cfg").write_text("A = 1")
    monkeypatch.setenv("SETTINGS", str(tmp_path / "s.cfg"))
    assert empty.from_envvar("SETTINGS") is True
    assert empty == {"A": 1}


def test_an_unset_variable_is_an_error_unless_silent(
    empty: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SETTINGS", raising=False)
    assert empty.from_envvar("SETTINGS", silent=True) is False
    with pytest.raises(RuntimeError) as error:
        empty.from_envvar("SETTINGS")
    assert str(error.value) == (
        "The environment variable 'SETTINGS' is not set and as such configuration could not be"
        " loaded. Set this variable and make it point to a configuration file"
    )


def test_prefixed_variables_reach_into_dicts(empty: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for key, value in {
        "X_A": "1",
        "X_B": "text",
        "X_C": '["a"]',
        "X_D__k": "1",
        "X_D__E__f": "true",
        "Y_A": "0",
        "X_lower": "1",
        "X___z": "3",
    }.items():
        monkeypatch.setenv(key, value)
    assert empty.from_prefixed_env("X") is True
    assert empty == {
        "A": 1,
        "B": "text",
        "C": ["a"],
        "D": {"k": 1, "E": {"f": True}},
        "lower": 1,
        "": {"z": 3},
    }


def test_other_file_formats(empty: Any, tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text("A = 1\nb = 2")
    assert empty.from_file("c.toml", load=tomllib.load, text=False) is True
    assert empty == {"A": 1}


def test_a_namespace_is_a_dict_of_the_rest(empty: Any) -> None:
    empty.from_mapping(MAIL_HOST="h", MAIL_PORT=1, MAILX=2)
    assert empty.get_namespace("MAIL_") == {"host": "h", "port": 1}
    assert empty.get_namespace("MAIL_", lowercase=False) == {"HOST": "h", "PORT": 1}
    assert empty.get_namespace("MAIL_", trim_namespace=False) == {"mail_host": "h", "mail_port": 1}
    assert repr(empty) == "<Config {'MAIL_HOST': 'h', 'MAIL_PORT': 1, 'MAILX': 2}>"
