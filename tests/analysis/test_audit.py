"""The audit of small projects."""

import json
import re

import pytest

from unflask.analysis import audit_codes
from unflask.analysis.audit import audit
from unflask.model.errors import UserError

SHOP = {
    "shop/__init__.py": """
        from flask import Flask
        from .views import bp

        def create_app():
            app = Flask(__name__)
            app.config["SECRET_KEY"] = "dev"
            app.register_blueprint(bp, url_prefix="/shop")

            @app.errorhandler(404)
            def missing(error):
                return "missing", 404

            return app
    """,
    "shop/views.py": """
        import time
        from flask import Blueprint, request

        bp = Blueprint("shop", __name__)
        seen = []

        @bp.before_request
        def count():
            seen.append(1)

        @bp.get("/")
        def index():
            return "x"

        @bp.post("/<int:number>")
        def add(number):
            return str(amount() + number)

        def amount():
            time.sleep(0)
            return int(request.form["amount"])
    """,
}


@pytest.fixture
def shop(project):
    return audit(project(SHOP))


def test_the_inventory_is_the_url_map(shop):
    assert [(r.rule, r.methods, r.endpoint, r.source) for r in shop.routes] == [
        ("/shop/", ("GET",), "shop.index", "both"),
        ("/shop/<int:number>", ("POST",), "shop.add", "both"),
        ("/static/<path:filename>", ("GET",), "static", "both"),
    ]
    assert (shop.app.name, shop.app.factory, shop.app.line) == ("shop:create_app", True, 4)


def test_difficulty_says_what_travels_through_helpers(shop):
    rows = {r.endpoint: (r.difficulty, r.why) for r in shop.routes}
    assert rows["shop.index"] == ("plain", "")
    assert rows["shop.add"] == ("moderate", "`request` is read through amount")


def test_hooks_handlers_and_blocking_calls(shop):
    assert [(h.kind, h.function, h.scope) for h in shop.hooks] == [
        ("before_request", "count", "shop")
    ]
    handlers = [(h.handles, h.function, h.scope) for h in shop.error_handlers]
    assert handlers == [("404", "create_app.missing", "app")]
    assert [(b.call, b.function, b.routes) for b in shop.blocking_calls] == [
        ("time.sleep", "amount", ("shop.add",))
    ]


def test_context_uses_have_their_chain(shop):
    (use,) = shop.context_uses
    assert (use.kind, use.attribute, use.chain) == ("request", "form", ("add", "amount"))


def test_findings_have_codes_that_are_explained(shop):
    known = {code.id for code in audit_codes.CODES}
    assert {(f.code, f.path) for f in shop.findings} == {
        ("UF304", "shop/__init__.py"),
        ("UF305", "shop/views.py"),
    }
    assert {f.code for f in shop.findings} <= known


def test_reads_come_before_writes(shop):
    assert [step.routes for step in shop.order] == [("static", "shop.index"), ("shop.add",)]


def test_it_is_plain_data(shop):
    assert json.loads(json.dumps(shop.to_json()))["effort"]["points"] > 0


def test_a_file_that_does_not_parse_is_told_and_the_rest_goes_on(project):
    found = audit(project(SHOP | {"shop/broken.py": "def f(:\n"}))
    assert [(f.path, f.line) for f in found.syntax_errors] == [("shop/broken.py", 1)]
    assert len(found.routes) == 3


def test_an_application_that_does_not_import_is_read(project):
    files = SHOP | {"shop/extra.py": "import no_such_library\n"}
    files["shop/__init__.py"] = files["shop/__init__.py"].replace(
        "from .views", "from . import extra\n        from .views"
    )
    found = audit(project(files))
    assert re.search(r"No module named 'no_such_library'.*shop/extra.py:1", found.import_error)
    assert {r.source for r in found.routes} == {"static"}
    assert len(found.routes) == 3


def test_a_route_found_by_one_and_not_by_the_other_is_told(project):
    text = """
        from flask import Flask
        app = Flask(__name__)
        for name in ("a", "b"):
            app.add_url_rule(f"/{name}", name, lambda: "x")
        if app.config.get("ADMIN"):
            @app.get("/admin")
            def admin():
                return "x"
    """
    found = audit(project({"app.py": text}))
    told = sorted((f.code, f.message.rpartition(": ")[2]) for f in found.findings)
    assert told == [("UF301", "/a (a)"), ("UF301", "/b (b)"), ("UF302", "/admin (admin)")]
    assert sorted(r.rule for r in found.routes if r.source == "live") == ["/a", "/b"]


def test_without_an_import_a_computed_rule_is_told(project):
    text = """
        from flask import Flask
        app = Flask(__name__)

        def api(function):
            return app.route(f"/{function.__name__}")(function)
    """
    found = audit(project({"app.py": text}), imports=False)
    assert [f.code for f in found.findings] == ["UF303"]


def test_what_becomes_of_extensions(project):
    text = """
        import sentry_sdk
        from flask import Flask
        from flask_cors import CORS
        from flask_login import LoginManager, login_required
        from flask_migrate import Migrate
        from flask_new_thing import Thing
        from flask_compress import Compress
        from flask_talisman import Talisman
        from sentry_sdk.integrations.flask import FlaskIntegration

        sentry_sdk.init(integrations=[FlaskIntegration()])
        app = Flask(__name__)
        CORS(app)
        LoginManager(app)
        Migrate(app)
        Compress(app)
        Talisman(app)
        Thing(app)

        @app.get("/")
        @login_required
        def index():
            return "x"
    """
    found = audit(project({"app.py": text}), imports=False)
    assert {e.name: e.fate for e in found.extensions} == {
        "Flask-Compress": "left on Flask",
        "Flask-CORS": "converted",
        "Flask-Login": "left on Flask",
        "Flask-Migrate": "marked",
        "Flask-New-Thing": "unknown",
        "Flask-Talisman": "converted",
        "Sentry for Flask": "converted",
    }
    rows = {e.name: e.becomes for e in found.extensions}
    assert rows["Flask-Login"].startswith("1 of 2 routes use it")
    assert found.order[0].title == "What acts on every request: Flask-Compress, Flask-New-Thing"


def test_a_folder_without_an_application(project):
    with pytest.raises(UserError, match="No Flask application"):
        audit(project({"a.py": "x = 1\n"}))
