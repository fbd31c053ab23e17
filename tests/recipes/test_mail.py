"""Uses of Flask-Mail that are converted, and those that keep all of it on Flask."""

from textwrap import dedent

import pytest

from unflask.analysis.files import read_project
from unflask.migrate import Options, migrate

APP = """
from flask import Flask, current_app
from flask_mail import Mail, Message
{head}
app = Flask(__name__)
mail = Mail(app)
{more}

@app.get("/a")
def a():
    return "a"


@app.get("/b")
def b():
    {view}
    return "b"
"""


@pytest.fixture
def migrated(tmp_path):
    def run(view="mail.send_message('b', ['b@x.test'])", head="", more=""):
        text = APP.format(head=dedent(head), more=dedent(more), view=view)
        (tmp_path / "app.py").write_text(text, encoding="utf-8")
        found = migrate(read_project(tmp_path), Options(live=False))
        states = {r.endpoint: r.state for r in found.result.routes if r.endpoint != "static"}
        return states, str(found.files["app.py"])

    return run


@pytest.mark.parametrize(
    "view",
    [
        "mail.send(Message('b', ['b@x.test']))",
        "mail.suppress = bool(Message)",
        "current_app.extensions['mail'].send(Message())",
        "print(mail.state.server, Message)",
        "isinstance(None, Message)",
    ],
)
def test_mail_is_sent_without_flask(migrated, view):
    states, text = migrated(view)
    assert states == {"a": "converted", "b": "converted"}
    assert "flask_mail" not in text


@pytest.mark.parametrize("attribute", ["mail", "sender"])
def test_the_application_may_hold_it(migrated, attribute):
    states, _ = migrated(f"current_app.{attribute}.send(Message())", more=f"app.{attribute} = mail")
    assert states["b"] == "converted"


def test_it_is_found_among_the_extensions_beside_those_that_stay(migrated):
    states, text = migrated(
        "current_app.extensions['mail'].send(Message())",
        "from flask_mailman import Mail as Other",
        "other = Other(app)",
    )
    assert states == {"a": "converted", "b": "converted"}
    assert "flask_mail " not in text


@pytest.mark.parametrize(
    ("view", "head", "more"),
    [
        ("mail.app.wsgi_app", "", ""),
        ("Message()._message()", "", ""),
        ("Message().is_bad_headers()", "", ""),
        ("mail.send = print", "", ""),
        ("mail.init_app(app)", "", ""),
        ("made(app)", "", "made = Mail"),
        ("mail.send(flask_mail.force_text(b''))", "import flask_mail", ""),
        ("mail.send(vars(flask_mail)['Message']())", "import flask_mail", ""),
        ("getattr(mail, 'send')(Message())", "", ""),
        (
            "mail.send(Message())",
            "from flask_mail import email_dispatched as e",
            "e.connect(print)",
        ),
        ("mail.send(Message())", "", "class Own(Message):\n    def _message(self):\n        pass"),
    ],
)
def test_what_is_unknown_keeps_all_of_it_on_flask(migrated, view, head, more):
    states, text = migrated(view, head, more)
    assert states["a"] == "converted"
    assert states["b"] != "converted"
    assert "compat.mail" not in text


def test_an_attribute_that_may_hold_something_else_is_refused(migrated):
    states, _ = migrated(
        "current_app.sender.send(Message())", more="app.sender = mail\napp.sender = object()"
    )
    assert states["b"] != "converted"
