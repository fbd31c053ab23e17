"""Importing the application: what it has, what others hang on it, how it fails."""

import os
import sys
from pathlib import Path

import pytest

from unflask.analysis.link import link
from unflask.analysis.live import ask
from unflask.model.errors import UserError

APP = """
    from flask import Flask
    app = Flask(__name__)

    @app.route("/x", methods=["POST"])
    @app.route("/x")
    def x():
        return "x"

    for number in range(2):
        app.add_url_rule(f"/made/{number}", f"made{number}", x)
"""


def test_rules_are_both_live_or_static(project):
    found = project({"app.py": APP})
    app = link(found, ask(Path(found.root), None))
    sources = sorted((r.rule, r.methods, r.source) for r in app.routes)
    assert sources == [
        ("/made/0", ("GET",), "live"),
        ("/made/1", ("GET",), "live"),
        ("/static/<path:filename>", ("GET",), "both"),
        ("/x", ("GET",), "both"),
        ("/x", ("POST",), "both"),
    ]


def test_what_a_condition_leaves_out_is_unconfirmed(project):
    text = """
        from flask import Flask
        app = Flask(__name__)
        if app.config.get("ADMIN"):
            @app.route("/admin")
            def admin():
                return "x"
    """
    found = project({"app.py": text})
    app = link(found, ask(Path(found.root), None))
    assert [r.rule for r in app.unconfirmed] == ["/admin"]
    assert "/admin" not in [r.rule for r in app.routes]


def test_hooks_of_other_packages_are_told_and_the_own_ones_are_not(project, tmp_path):
    site = tmp_path / "venv" / "site-packages"
    site.mkdir(parents=True)
    (site / "flask_odd.py").write_text(
        "class Odd:\n    def __init__(self, app):\n        app.before_request(self.look)\n"
        "    def look(self):\n        pass\n"
    )
    text = f"""
        import sys
        sys.path.append({str(site)!r})
        from flask import Flask
        from flask_odd import Odd
        app = Flask(__name__)
        Odd(app)

        @app.before_request
        def mine():
            pass
    """
    found = project({"app.py": text})
    hooks = ask(Path(found.root), None).hooks
    assert [(h.kind, h.module, h.function) for h in hooks] == [
        ("before_request", "flask_odd", "Odd.look")
    ]


def test_a_broken_import_is_told_in_one_line_with_its_place(project):
    found = project({"wsgi.py": "import app\n", "app.py": "import no_such_library\n"})
    error = ask(Path(found.root), None).error
    assert "No module named 'no_such_library'" in error
    assert "\n" not in error


def test_an_interpreter_that_is_not_there(tmp_path):
    with pytest.raises(UserError, match="no such interpreter"):
        ask(tmp_path, None, "no/such/python")


def test_an_interpreter_is_found_from_where_the_user_stands(project, monkeypatch):
    found = project({"app.py": APP})
    executable = Path(sys.executable)
    monkeypatch.chdir(executable.parent)
    assert ask(Path(found.root), None, os.path.join(".", executable.name)).error is None  # noqa: PTH118
