"""Applications and blueprints are followed through the code."""

import pytest

from unflask.analysis.link import link
from unflask.analysis.read import read
from unflask.model.project import Project

from .projects import app_of


def rules(app):
    return {(r.rule, r.endpoint) for r in app.routes if r.endpoint != "static"}


@pytest.mark.parametrize(
    "source",
    [
        "@app.route('/x')\ndef x(): pass\n",
        "@app.get('/x')\ndef x(): pass\n",
        "def x(): pass\napp.add_url_rule('/x', view_func=x)\n",
        "def x(): pass\napp.add_url_rule('/x', 'x', x)\n",
        "def x(): pass\napp.route('/x')(x)\n",
        "other = app\n@other.route('/x')\ndef x(): pass\n",
        "def install(a):\n    @a.route('/x')\n    def x(): pass\ninstall(app)\n",
        "def install(*, a):\n    @a.route('/x')\n    def x(): pass\ninstall(a=app)\n",
        "class Ext:\n    def init_app(self, a):\n        @a.route('/x')\n        def x(): pass\next = Ext()\next.init_app(app)\n",
        "P = '/'\n@app.route(P + 'x')\ndef x(): pass\n",
    ],
)
def test_a_route_is_found_however_it_is_declared(source):
    assert rules(app_of(source)) == {("/x", "x")}


@pytest.mark.parametrize(
    ("made", "registered", "rule"),
    [
        ("'b', __name__", "b", "/x"),
        ("'b', __name__, url_prefix='/p'", "b", "/p/x"),
        ("'b', __name__, url_prefix='/p/'", "b", "/p/x"),
        ("'b', __name__, url_prefix='/p'", "b, url_prefix='/q'", "/q/x"),
        ("'b', __name__, url_prefix='/p'", "blueprint=b", "/p/x"),
    ],
)
def test_prefixes_of_blueprints_are_joined_as_flask_does(made, registered, rule):
    source = f"from flask import Blueprint\nb = Blueprint({made})\n@b.route('/x')\ndef x(): pass\napp.register_blueprint({registered})\n"
    assert rules(app_of(source)) == {(rule, "b.x")}


def test_nested_blueprints_add_up():
    source = (
        "from flask import Blueprint\na = Blueprint('a', __name__, url_prefix='/a')\n"
        "b = Blueprint('b', __name__, url_prefix='/b')\n@b.route('/x')\ndef x(): pass\n"
        "a.register_blueprint(b)\napp.register_blueprint(a)\n"
    )
    assert rules(app_of(source)) == {("/a/b/x", "a.b.x")}


def test_a_factory_and_what_it_calls_are_followed():
    modules = {
        "make": "from flask import Flask\nimport views\ndef create_app():\n    app = Flask(__name__)\n    views.init(app)\n    return app\n",
        "views": "def init(app):\n    app.add_url_rule('/x', view_func=x)\ndef x(): pass\n",
    }
    project = Project({name: read(name, f"{name}.py", text) for name, text in modules.items()})
    app = link(project)
    assert app.target == "make:create_app"
    assert rules(app) == {("/x", "x")}


def test_a_route_of_something_else_is_none_of_ours():
    assert not rules(app_of("import other\n@other.route('/x')\ndef x(): pass\n"))
