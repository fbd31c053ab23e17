"""The verbs about unflask itself, and the help of all of them."""

import subprocess
import sys
from types import SimpleNamespace

import pytest

from unflask.cli import core
from unflask.cli.main import app

from .test_migrate import refused

CODES = {"UF201": core.Explanation("UF201", "a computed endpoint", "Write the endpoint out.")}
VERBS = [command.name for command in app.registered_commands]


@pytest.fixture
def codes(monkeypatch):
    monkeypatch.setattr(core, "explanations", lambda: CODES)


def test_explain_says_what_to_do(unflask, codes):
    result = unflask("explain", "uf201")
    assert result.exit_code == 0
    assert "Write the endpoint out." in result.stdout


def test_explain_alone_lists_all_codes(unflask, codes):
    assert "a computed endpoint" in unflask("explain").stdout


def test_explain_as_json(unflask, codes, printed):
    assert printed(unflask("explain", "UF201", "--json"))["code"] == "UF201"
    assert len(printed(unflask("explain", "--json"))) == 1


def test_explain_of_an_unknown_code_suggests_one(unflask, codes):
    refused(unflask("explain", "UF210"), "UF210", "did you mean UF201?")
    refused(unflask("explain", "nonsense"), "lists them all")


def test_recipes_of_third_parties_are_listed(unflask, monkeypatch, printed):
    code = SimpleNamespace(id="XX1", title="t", help="h")
    recipe = SimpleNamespace(id="x.login", title="logins become dependencies", codes=(code,))
    point = SimpleNamespace(name="theirs", load=lambda: recipe)
    monkeypatch.setattr(core, "entry_points", lambda group: [point])
    assert "logins become dependencies" in unflask("recipes").stdout
    assert printed(unflask("recipes", "--json")) == [
        {"id": "x.login", "title": recipe.title, "codes": ["XX1"], "origin": "theirs"}
    ]
    assert printed(unflask("explain", "XX1", "--json"))["text"] == "h"


def test_every_code_of_recipes_and_of_differences_is_explained():
    known = core.explanations()
    assert {code[:2] for code in known} == {"UF", "UV"}
    assert all(row.title and row.text for row in known.values())


@pytest.mark.parametrize("verb", VERBS)
def test_the_help_of_each_verb_teaches_by_example(unflask, verb):
    result = unflask(verb, "--help")
    assert result.exit_code == 0
    assert f"unflask {verb}" in result.stdout.split("Example")[1]


def test_the_command_starts_as_a_program():
    program = [sys.executable, "-c", "from unflask.cli.main import run; run()"]
    done = subprocess.run([*program, "--version"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stdout.startswith("unflask ")
    wrong = subprocess.run(
        [*program, "migrate", "--nope"], capture_output=True, text=True, check=False
    )
    assert wrong.returncode == 2
    assert "Traceback" not in wrong.stderr
    assert "--nope" in wrong.stderr
