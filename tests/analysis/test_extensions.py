"""What Flask extensions act on."""

import pytest

from unflask.facts.extension_reach import given, keeping, named
from unflask.facts.extension_rows import ROWS
from unflask.facts.extensions import extension_of, is_known

HEAD = "from flask import Flask, render_template\n"


def test_modules_are_told_by_their_longest_name():
    assert extension_of("sentry_sdk.integrations.flask.FlaskIntegration").name == "Sentry for Flask"
    assert extension_of("sentry_sdk.init") is None
    assert extension_of("flask.Flask") is None


def test_one_that_nobody_described_may_do_anything():
    row = extension_of("flask_new_thing.Thing")
    assert (row.name, row.reach) == ("Flask-New-Thing", "app")
    assert not is_known(row)


def test_the_catalogue_has_a_row_for_each_module_once():
    modules = [row.module for row in ROWS]
    assert len(modules) == len(set(modules))


@pytest.mark.parametrize(
    ("line", "everywhere"),
    [
        ("from flask_compress import Compress\nCompress(app)", "known"),
        ("from flask_compress import Compress\nc = Compress()\nc.init_app(app)", "known"),
        ("from flask_talisman import Talisman as T\nclass Own(T):\n    pass\nOwn(app)", "known"),
        ("from flask_cors import CORS as C\nclass Own(C):\n    pass\nOwn(app)", "known"),
        (
            "try:\n    from flask_cors import CORS\nexcept ImportError:\n    CORS = None\nCORS(app)",
            "known",
        ),
        (
            "from flask_wtf.csrf import CSRFProtect as C\nclass Own(C):\n    pass\nOwn(app)",
            "known",
        ),
        ("from flask_pymongo import PyMongo\ndb = PyMongo(app)", None),
        ("from flask_pymongo import PyMongo as S\nclass Own(S):\n    pass\nOwn(app)", None),
        ("from flask_new_thing import Thing\nThing(app)", "unknown"),
        ("from flasgger import Swagger\nSwagger(app, config={'headers': []})", None),
        ("from flasgger import Swagger\nSwagger(app, config={'headers': [('A', 'b')]})", "known"),
        (
            (
                "try:\n    from flasgger import Swagger\nexcept ImportError:\n    Swagger = None\n"
                "if Swagger:\n    Swagger(app)"
            ),
            None,
        ),
    ],
)
def test_what_is_given_the_application(app, line, everywhere):
    found = given(app(f"{HEAD}app = Flask(__name__)\n{line}\n"))
    assert [g.everywhere for g in found] == [everywhere]


@pytest.mark.parametrize(
    "line",
    [
        "from flask_cors import CORS\nCORS(app)",
        "import flask_cors\nc = flask_cors.CORS()\nc.init_app(app)",
        "from flask_cors import CORS\ndef inner():\n    c = CORS()\n    c.init_app(app)\ninner()",
    ],
)
def test_what_is_converted_is_given_nothing(app, line):
    made = app(f"{HEAD}app = Flask(__name__)\n{line}\n")
    assert given(made) == []
    assert named(made) == []


@pytest.mark.parametrize(
    "line",
    [
        "class Own:\n    def init_app(self, app):\n        app.config['X'] = 1\nOwn().init_app(app)",
        "import flask_cors",
        "def flask_thing(app):\n    return app\nflask_thing(app)",
    ],
)
def test_the_projects_own_code_is_no_extension(app, line):
    made = app(f"{HEAD}app = Flask(__name__)\n{line}\n")
    assert given(made) == []
    assert named(made) == []


def test_whoever_names_an_extension_keeps_its_callers(app):
    made = app(
        f"""{HEAD}
from flask_login import LoginManager, UserMixin, current_user, login_required
app = Flask(__name__)

class Plain(UserMixin):
    pass

class Own(LoginManager):
    pass

def whoami():
    return current_user.name

@app.get("/me")
def me():
    return whoami()

def make():
    @app.get("/in")
    @login_required
    def inner():
        return "x"
make()
"""
    )
    assert sorted(made.fact(keeping)) == ["app.Own", "app.make.inner", "app.whoami"]


def test_an_object_that_a_factory_holds(app):
    made = app(
        f"""{HEAD}
from flask_caching import Cache

def create_app():
    app = Flask(__name__)
    cache = Cache(app)

    @app.get("/a")
    @cache.cached()
    def a():
        return "a"

    @app.get("/b")
    def b():
        return cache.get("b")

    @app.get("/c")
    def c():
        return "c"

    return app
"""
    )
    functions = {place.function for place in made.fact(named)}
    assert functions == {"app.create_app.a", "app.create_app.b"}
