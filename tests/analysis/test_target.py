"""Which application of a project is meant, and what holds it."""

import time

import pytest

from unflask.model.errors import UserError


def rules(app):
    return sorted((r.rule, r.endpoint) for r in app.routes if r.endpoint != "static")


def test_an_application_behind_a_star_import(app):
    found = app(
        {
            "shop/__init__.py": "from .core import *\n",
            "shop/core.py": """
                from flask import Flask
                app = Flask(__name__)

                @app.route("/")
                def index():
                    return "x"
            """,
        },
        "shop:app",
    )
    assert (found.target, found.factory) == ("shop:app", False)
    assert rules(found) == [("/", "index")]


def test_a_factory_that_is_imported_from_elsewhere(app):
    found = app(
        {
            "shop/__init__.py": "from .app import create_app\n",
            "shop/app.py": """
                from flask import Flask

                def create_app(config=None):
                    app = Flask(__name__)
                    return app
            """,
        },
        "shop:create_app",
    )
    assert (found.target, found.factory) == ("shop:create_app", True)


def test_the_usual_names_come_before_any_name(app):
    found = app(
        {
            "web/tools.py": "from flask import Flask\nprobe = Flask('probe')\n",
            "web/application.py": "from flask import Flask\napp = Flask('web')\n",
        }
    )
    assert found.target == "web.application:app"


def test_current_app_is_no_application_of_its_own(app):
    found = app(
        {
            "web/ext/__init__.py": "from flask import current_app\n",
            "web/main_site.py": "from flask import Flask\nsite = Flask('web')\n",
        }
    )
    assert found.target == "web.main_site:site"


def test_a_function_without_an_application_is_no_factory(app):
    with pytest.raises(UserError, match="holds no Flask application"):
        app("def create_app():\n    return dict()\n", "app:create_app")


def test_calls_in_a_circle_end(app):
    start = time.perf_counter()
    many = "".join(
        f"def f{i}(app):\n    f{(i + 1) % 40}(app)\n    f{(i + 7) % 40}(app)\n    return f{(i + 3) % 40}(app)\n"
        for i in range(40)
    )
    found = app(
        f"""
from flask import Flask
{many}
app = Flask(__name__)
f0(app)

def last(app):
    @app.route("/in")
    def inner():
        return "x"

def f99(app):
    return last(app)
f99(app)
"""
    )
    assert rules(found) == [("/in", "inner")]
    assert time.perf_counter() - start < 2
