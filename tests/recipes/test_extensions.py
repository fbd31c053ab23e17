"""Extensions that are not installed here, or that nobody described."""

from collections import Counter
from textwrap import dedent

import pytest

from unflask.analysis.files import read_project
from unflask.migrate import Options, migrate

VIEWS = """
@app.get("/a")
def a():
    return "a"


@app.get("/b")
def b():
    return thing.say()
"""


@pytest.fixture
def migrated(tmp_path):
    def run(head, views=VIEWS, files=(), *, live=False):
        text = f"from flask import Flask, render_template\n{dedent(head)}\n{views}"
        for name, content in {**dict(files), "app.py": text}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        found = migrate(read_project(tmp_path), Options(live=live))
        states = {r.endpoint: r.state for r in found.result.routes if r.endpoint != "static"}
        return states, Counter(m.code for m in found.result.markers), str(found.files["app.py"])

    return run


def test_a_watcher_is_swapped_for_its_twin(migrated):
    states, markers, text = migrated(
        """
        import sentry_sdk
        from sentry_sdk.integrations.flask import FlaskIntegration

        sentry_sdk.init(integrations=[FlaskIntegration()])
        app = Flask(__name__)
        """,
        VIEWS.partition("\n\n\n")[0],
    )
    assert states == {"a": "converted"}
    assert not markers
    assert "from sentry_sdk.integrations.fastapi import FastApiIntegration" in text
    assert "integrations=[FastApiIntegration()]" in text


def test_a_watcher_without_a_twin_is_taken_out_and_pointed_at(migrated):
    states, markers, text = migrated(
        """
        import bugsnag.flask

        app = Flask(__name__)
        if app.config.get("BUGSNAG"):
            bugsnag.flask.handle_exceptions(app)
        """,
        VIEWS.partition("\n\n\n")[0],
    )
    assert states == {"a": "converted"}
    assert markers == {"UF204": 1}
    assert "handle_exceptions" not in text


def test_an_unknown_one_keeps_all_routes_where_the_application_is_not_imported(migrated):
    states, markers, _ = migrated(
        "from flask_odd import Odd\napp = Flask(__name__)\nthing = Odd(app)"
    )
    assert set(states.values()) == {"left"}
    assert markers["UF203"] == 1


LIMITED = """
@app.get("/a")
def a():
    return "a"


@app.get("/b")
@thing.limit("3/minute", methods=["GET"])
def b():
    return "b"
"""
ODD = """
@app.get("/odd")
@thing.limit("3/minute", deduct_when=lambda response: response.is_json)
def odd():
    return "odd"
"""
LIMITER = """
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

thing = Limiter(get_remote_address, storage_uri="memory://")
app = Flask(__name__)
"""


def test_limits_of_single_views_keep_those_views(migrated):
    states, markers, text = migrated(f"{LIMITER}thing.init_app(app)", LIMITED + ODD)
    assert states == {"a": "converted", "b": "left", "odd": "left"}
    assert markers["UF202"] == 0
    assert "init_app" not in text


@pytest.mark.parametrize(
    "wide",
    [
        'app.config["RATELIMIT_DEFAULT"] = "5/minute"',
        'app.config["RATELIMIT_HEADERS_ENABLED"] = True',
        "from flask import Blueprint\npart = Blueprint('part', __name__)\nthing.limit('1/day')(part)",
        "limit = thing.shared_limit('1/day', scope='all')",
        "app.before_request(thing.check)",
    ],
)
def test_limits_of_more_than_single_views_keep_all(migrated, wide):
    states, markers, _ = migrated(f"{LIMITER}{wide}\nthing.init_app(app)", LIMITED + ODD)
    assert set(states.values()) == {"left"}
    assert markers["UF202"] == 1


def test_default_limits_keep_all_routes(migrated):
    head = LIMITER.replace(
        "get_remote_address, st", 'get_remote_address, default_limits=["9/day"], st'
    )
    states, _, _ = migrated(f"{head}thing.init_app(app)", LIMITED + ODD)
    assert set(states.values()) == {"left"}


def test_settings_that_nobody_has_read_are_looked_at_when_the_application_starts(migrated):
    head = f'{LIMITER}app.config.from_pyfile("own.cfg", silent=True)\nthing.init_app(app)'
    states, _, text = migrated(head, LIMITED + ODD)
    assert states["a"] == "converted"
    assert "\nexpect_no_wide_limits(app)\n" in text


@pytest.mark.parametrize(
    "more",
    [
        "",
        'app.config["RATELIMIT_DEFAULT"] = "5/minute"',
        'app.config.from_pyfile("own.cfg", silent=True)',
        "limit = thing.shared_limit('1/day', scope='all')",
        "thing.request_filter(lambda_free)\nprint(thing.storage)",
        "def left():\n    now = thing.current_limit\n    return now.remaining if now else 0",
        "def anew():\n    thing.enabled = False\n    thing.reset()",
    ],
)
def test_limits_are_converted(migrated, more):
    head = f"{LIMITER}\ndef lambda_free():\n    return False\n\n{more}\nthing.init_app(app)"
    states, markers, text = migrated(head, LIMITED)
    assert set(states.values()) == {"converted"}
    assert not markers
    assert "from compat.limiter import Limiter, get_remote_address" in text


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ("get_remote_address, app=current_app", "get_remote_address"),
        ("app=current_app, key_func=get_remote_address", "key_func=get_remote_address"),
        ("\n    get_remote_address,\n    app=current_app\n", "\n    get_remote_address\n"),
        (
            "\n    get_remote_address,\n    app=current_app,  # Later.\n",
            "\n    get_remote_address,\n    # Later.\n",
        ),
    ],
)
def test_an_application_that_is_not_there_yet_is_not_given(migrated, given, left):
    head = f"""
from flask import current_app
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

thing = Limiter({given})
app = Flask(__name__)
thing.init_app(app)
"""
    states, _, text = migrated(head, LIMITED)
    assert set(states.values()) == {"converted"}
    assert f"thing = Limiter({left})" in text
    assert "current_app" not in text


@pytest.mark.parametrize(
    "odd",
    [
        "thing.limit('1/day')(a)",
        "decorate = thing.limit",
        "def other(given):\n    pass\nother(thing)",
        "app.limiter = thing",
        "thing.exempt(Blueprint('part', __name__))",
        "@thing.limit('1/day', meta_limits=['2/day'])\ndef c():\n    pass",
        "@thing.limit('1/day', **{'methods': ['GET']})\ndef c():\n    pass",
        "@thing.limit('1/day', on_breach=a)\ndef c():\n    pass",
        "@thing.limit('1/day')\nasync def c():\n    pass",
        "@thing.exempt()\ndef c():\n    pass",
        "class C(dict):\n    @thing.limit('1/day')\n    def c(self):\n        pass",
        "class C:\n    @thing.limit('1/day')\n    async def c(self):\n        pass",
        "class C:\n    @thing.exempt\n    def c(self):\n        pass",
        "class Own(Limiter):\n    pass",
        "made = [Limiter(get_remote_address)]",
        "def made():\n    return Limiter(get_remote_address)",
        "more = Limiter(app)",
        "more = Limiter(get_remote_address, request_identifier=lambda: 'a')",
        "more = Limiter(get_remote_address, in_memory_fallback=['1/day'])",
        "more = Limiter(get_remote_address, app=current_app)",
        "thing = None",
        "app.config['RATELIMIT_IN_MEMORY_FALLBACK_ENABLED'] = True",
        "app.config['RATELIMIT_ON_BREACH_CALLBACK'] = lambda limit: None",
        "app.config.update(RATELIMIT_DEFAULTS_EXEMPT_WHEN=a)",
        "from flask_limiter import ExemptionScope\nprint(ExemptionScope.META)",
        "import flask_limiter.util\nprint(flask_limiter.util)",
        "print(thing.limit_manager)",
        "print(app.extensions['limiter'])",
    ],
)
def test_limits_with_anything_odd_stay(migrated, odd):
    views, *rest = LIMITED.partition('@app.get("/b")')
    head = f"from flask import Blueprint, current_app{LIMITER}"
    _, markers, text = migrated(head, f"{views}\n{odd}\nthing.init_app(app)\n{''.join(rest)}")
    assert "compat.limiter" not in text
    assert markers["UF201"] + markers["UF202"]


CLASS = """
from flask.views import MethodView


class Base(MethodView):
    def get(self):
        return "got"


class One(Base):
    decorators = []

    @thing.limit("1/day")
    def post(self):
        return "posted"


class Two(Base):
    decorators = []


app.add_url_rule("/one", view_func=One.as_view("one"))
app.add_url_rule("/two", view_func=Two.as_view("two"))
"""


@pytest.mark.parametrize(
    ("replaced", "by", "left"),
    [
        ("", "", set()),
        ("decorators = []\n\n\n", 'decorators = [thing.limit("1/day")]\n\n\n', {"two"}),
        ("decorators = []\n\n    @", 'decorators = [thing.limit("1/day")]\n\n    @', "all"),
        ("from flask.views", 'app.config["RATELIMIT_DEFAULT"] = "5/day"\nfrom flask.views', "all"),
    ],
)
def test_limits_of_class_views_are_converted_where_they_are_its_alone(migrated, replaced, by, left):
    views = CLASS.replace(replaced, by) if replaced else CLASS
    states, _, _ = migrated(f"{LIMITER}thing.init_app(app)", f"{LIMITED}\n{views}")
    assert {e for e, state in states.items() if state != "converted"} == (
        set(states) if left == "all" else left
    )


@pytest.mark.parametrize(
    "given",
    [
        "lambda: str(request.environ['wsgi.multithread'])",
        "key",
        "get_remote_address, default_limits=[lambda: key()]",
        "get_remote_address, on_breach=lambda limit: print(key())",
    ],
)
def test_a_limiter_that_calls_what_stays_on_flask_keeps_all_routes_there(migrated, given):
    head = f"""
from flask import request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

def key():
    return str(request.environ["wsgi.multithread"])

def create_app():
    app = Flask(__name__)
    thing = Limiter({given}, app=app, storage_uri="memory://")
    {{}}
    return app

app = create_app()
"""
    views = "\n".join(f"    {line}" for line in LIMITED.splitlines())
    states, markers, _ = migrated(head.replace("{}", f"\n{views}"), "")
    assert set(states.values()) == {"left"}
    assert markers["UF120"] >= 1


def test_a_route_that_resets_all_limits_stays_with_the_others(migrated):
    odd = """
@app.get("/reset")
def reset():
    thing.reset()
    return "done"


@app.get("/left")
def left():
    return str(request.environ["wsgi.multithread"])
"""
    head = f"from flask import request{LIMITER}thing.init_app(app)"
    states, _, _ = migrated(head, LIMITED + odd)
    assert set(states.values()) == {"left", "marked"}


KEPT = """
    @app.get("/a")
    def a():
        return "a"

    @app.get("/b")
    def b():
        return current_app.mail.send("b")

    return app
"""


@pytest.mark.parametrize(
    "made", ["app.mail = Mail(app)", "mail = Mail()\n    mail.init_app(app)\n    app.mail = mail"]
)
def test_one_that_the_application_keeps_marks_the_views_that_take_it_from_there(migrated, made):
    states, markers, text = migrated(
        f"""
from flask import current_app
from flask_mailman import Mail


def create_app():
    app = Flask(__name__)
    {made}
""",
        KEPT,
    )
    assert states == {"a": "converted", "b": "marked"}
    assert markers["UF105"] == 1
    assert "Mail()" in text


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        ('current_app.extensions["mail"].send("b")', "marked"),
        ('current_app.extensions.get("mail").send("b")', "marked"),
        ('current_app.extensions["mine"].lower()', "converted"),
    ],
)
def test_one_that_was_taken_out_is_not_found_among_the_extensions(migrated, entry, state):
    states, _, _ = migrated(
        """
from flask import current_app
from flask_mailman import Mail


def create_app():
    app = Flask(__name__)
    Mail(app)
    app.extensions["mine"] = "MINE"
""",
        KEPT.replace('current_app.mail.send("b")', entry),
    )
    assert states == {"a": "converted", "b": state}


@pytest.fixture
def odd(tmp_path, monkeypatch):
    def install(body):
        site = tmp_path / "env" / "site-packages"
        site.mkdir(parents=True)
        (site / "flask_odd.py").write_text(
            f"class Odd:\n    def __init__(self, app=None):\n        {body}\n"
            "    def say(self):\n        return 'x'\n"
        )
        monkeypatch.setenv("PYTHONPATH", str(site))

    return install


HEAD = "from flask_odd import Odd\napp = Flask(__name__)\nthing = Odd(app)"


def test_an_unknown_one_without_hooks_keeps_only_its_users(migrated, odd):
    odd("self.app = app")
    states, markers, text = migrated(HEAD, live=True)
    assert states == {"a": "converted", "b": "marked"}
    assert markers == {"UF201": 1}
    assert "thing = Odd()" in text


def test_an_unknown_one_with_hooks_keeps_all_routes(migrated, odd):
    odd("app and app.after_request(lambda response: response)")
    states, markers, _ = migrated(HEAD, live=True)
    assert set(states.values()) == {"left"}
    assert markers["UF203"] == 1


def test_only_the_application_is_taken_from_the_arguments(migrated):
    _, _, text = migrated(
        """
        from flask_migrate import Migrate
        from flask_httpauth import HTTPBasicAuth
        from flask_redis import FlaskRedis

        app = Flask(__name__)
        thing = FlaskRedis(app, decode_responses=True)
        migration = Migrate(app, thing, directory="x")
        """
    )
    assert "FlaskRedis(decode_responses=True)" in text
    assert 'Migrate(None, thing, directory="x")' in text


def test_a_page_whose_name_is_computed_may_be_any_page(migrated):
    views = """
@app.get("/<name>")
def page(name):
    return render_template(name + ".html")


@app.get("/fixed")
def fixed():
    return render_template("plain.html")
"""
    states, markers, _ = migrated(
        "from flask_moment import Moment\napp = Flask(__name__)\nmoment = Moment(app)",
        views,
        {"templates/a.html": "{{ moment.lang() }}", "templates/plain.html": "moment"},
    )
    assert states == {"page": "marked", "fixed": "converted"}
    assert markers["UF205"] == 1


def test_the_static_files_of_an_extension_stay_with_it(migrated, odd):
    odd(
        "from flask import Blueprint; app and app.register_blueprint("
        "Blueprint('odd', __name__, static_folder='s', static_url_path='/odd'))"
    )
    states, _, _ = migrated(HEAD, VIEWS.partition("\n\n\n")[0], live=True)
    assert states == {"a": "converted", "odd.static": "left"}


def test_a_websocket_is_said_to_stop_working(migrated):
    states, markers, text = migrated(
        """
        from flask_sock import Sock

        app = Flask(__name__)
        sock = Sock(app)


        @sock.route("/echo")
        def echo(ws):
            ws.send(ws.environ["PATH_INFO"])
        """,
        VIEWS.partition("\n\n\n")[0],
    )
    assert states == {"a": "converted", "echo": "left"}
    assert markers["UF206"] == 1
    assert "# unflask UF206: nothing answers this WebSocket any longer: `echo`" in text


@pytest.mark.parametrize(("parse", "state"), [("True", "left"), ("False", "converted")])
def test_flasgger_that_checks_requests_keeps_all_of_them(migrated, parse, state):
    states, markers, _ = migrated(
        f"""
        from flasgger import Swagger

        app = Flask(__name__)
        swagger = Swagger(parse={parse})
        swagger.init_app(app)
        """,
        VIEWS.partition("\n\n\n")[0],
    )
    assert states == {"a": state}
    assert markers["UF202"] == (state == "left")
