"""An application whose factory is named with its arguments keeps them wherever it is made."""

import pytest

from unflask.analysis.files import read_project
from unflask.migrate import Options, migrate_checked

FACTORY = """
from flask import Flask

def create_app(name, *, greeting="hello"):
    app = Flask(__name__)

    @app.route("/")
    def index():
        return f"{greeting} {name}"

    %s
    return app
"""


@pytest.fixture
def migrated(tmp_path):
    def migrate(extra=""):
        (tmp_path / "shop.py").write_text(FACTORY % extra)
        project = read_project(tmp_path, "shop:create_app('world', greeting='hi')")
        return migrate_checked(project, Options())

    return migrate


def test_it_is_started_with_them(migrated):
    result = migrated().result
    assert result.asgi == "shop:create_app('world', greeting='hi')"
    assert not [r.reason for r in result.routes if "did not start" in r.reason]


def test_it_is_mounted_with_them_where_nothing_is_converted(migrated):
    found = migrated("app.wsgi_app = print")
    assert found.result.asgi == "asgi:app"
    assert "WSGIMiddleware(create_app('world', greeting='hi'))" in found.files["asgi.py"]
