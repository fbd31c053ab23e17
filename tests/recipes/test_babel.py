"""Uses of Flask-Babel that stay on Flask, each with its reason, and those that only look odd."""

from textwrap import dedent

import pytest

from unflask.analysis.files import read_project
from unflask.migrate import Options, migrate

APP = """
from flask import Flask, request
from flask_babel import Babel, Domain, gettext
import flask_babel

app = Flask(__name__)


def select():
    return request.args.get("lang")

{more}

@app.get("/")
def index():
    return gettext("Hello")


@app.get("/plain")
def plain():
    return "plain"
"""


@pytest.fixture
def migrated(tmp_path):
    def run(more):
        text = APP.replace("{more}", dedent(more))
        (tmp_path / "app.py").write_text(text, encoding="utf-8")
        found = migrate(read_project(tmp_path), Options(live=False))
        details = {m.message for m in found.result.markers}
        return (
            {r.endpoint: r.state for r in found.result.routes},
            details,
            str(found.files["app.py"]),
        )

    return run


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ("babel = Babel(app)\n@babel.localeselector\ndef other():\n    return 'de'\n", "`babel.localeselector` is used"),
        ("OPTIONS = {}\nBabel(app, **OPTIONS)\n", "`Babel` is given something unknown"),
        ("babel = Babel()\nbabel.init_app(*[app])\n", "`init_app` is given something unknown"),
        ("class Own(Domain):\n    pass\nBabel(app)\n", "`Domain` is used as a value"),
        ("import importlib\nBabel(app, locale_selector=importlib.import_module('x').f)\n", "is no function of the project"),
        ("Babel(app, None, True, 'en', 'm', 't', 'UTC', str.lower)\n", "its selector `str.lower`"),
        ("babel = Babel(app)\nprint(babel)\n", "its object is handed on"),
        ("Babel(app)\nname = getattr(flask_babel, 'gettext')\n", "`flask_babel` is used"),
        ("from flask_babel.speaklater import something\nBabel(app)\nprint(something)\n", "speaklater.something` is used"),
    ],
)  # fmt: skip
def test_what_cannot_be_followed_stays_on_flask_with_a_reason(migrated, more, why):
    states, details, _ = migrated(more)
    assert states["index"] == "marked"
    assert states["plain"] == "converted"
    assert any(why in detail for detail in details), details


@pytest.mark.parametrize(
    "more",
    [
        "Babel(app, locale_selector=select)",
        "Babel(app, None, True, 'en', 'm', 't', 'UTC', select, None)",
        "babel: Babel = Babel()\nbabel.init_app(app, 'de', locale_selector=lambda: select())",
        """
        babel = Babel()
        if hasattr(babel, "localeselector"):
            babel.init_app(app)
            babel.localeselector(select)
        else:
            babel.init_app(app, locale_selector=select)
        """,
        """
        if not hasattr(Babel, "localeselector"):
            Babel(app, locale_selector=select)
        else:
            babel = Babel(app)
            babel.localeselector(select)
        """,
    ],
)
def test_what_only_looks_odd_is_converted(migrated, more):
    states, details, text = migrated(more)
    assert states["index"] == "converted", details
    assert "flask_babel" not in text
