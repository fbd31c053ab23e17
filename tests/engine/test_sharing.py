"""State that two copies of an application would each have for themselves binds its routes together."""

import pytest

from unflask.analysis.link import link
from unflask.analysis.read import read
from unflask.migrate.states import fates
from unflask.model.project import Project

from .projects import app_of, plan_of

ONE = "\n@app.route('/one')\ndef one():\n    return {one}\n"
TWO = "\n@app.route('/two')\ndef two():\n    return {two}\n"


def reason(app):
    """Why `/one` stays where `/two` does; None if it does not."""
    found = fates(app, plan_of(app), ("/one",))
    return {r.rule: f for r, f in found.items()}["/one"].reason or None


def of(state, one, two, **others):
    return reason(app_of(state + ONE.format(one=one) + TWO.format(two=two), **others))


FUNCTIONS = {
    "a global that is only set": (
        "mode = 'day'\ndef night():\n    global mode\n    mode = 'night'\n    return ''\n",
        "night()", "mode", "app.mode",
    ),
    "a global that is counted": (
        "n = 0\ndef count():\n    global n\n    n += 1\n    return str(n)\n",
        "count()", "count()", "app.n",
    ),
    "an attribute set through the class": (
        ("class Desk:\n    last = 1\n    @classmethod\n    def next(cls):\n        cls.last += 1\n"
         "        return str(cls.last)\n"),
        "Desk.next()", "str(Desk.last)", "app.Desk.last",
    ),
    "an attribute set through the type of self": (
        ("class Desk:\n    last = 1\n    def next(self):\n        type(self).last += 1\n"
         "        return ''\n"),
        "Desk().next()", "str(Desk.last)", "app.Desk.last",
    ),
    "a list of the class": (
        ("class Desk:\n    closed = []\n    def close(self):\n        self.closed.append(1)\n"
         "        return ''\n"),
        "Desk().close()", "str(Desk.closed)", "app.Desk.closed",
    ),
    "an attribute of a function": (
        "def count():\n    count.n = getattr(count, 'n', 0) + 1\n    return str(count.n)\n",
        "count()", "count()", "app.count.n",
    ),
    "a default": (
        "def log(seen=[]):\n    seen.append(1)\n    return str(seen)\n",
        "log()", "log()", "app.log(seen)",
    ),
    "a cache": (
        "from functools import lru_cache\n@lru_cache(maxsize=None)\ndef rates():\n    return '1'\n",
        "rates()", "rates()", "app.rates",
    ),
    "a cache around a function": (
        "import functools\ndef load():\n    return '1'\nrates = functools.lru_cache()(load)\n",
        "rates()", "rates()", "app.rates",
    ),
    "a database in memory": (
        "import sqlite3\nbase = sqlite3.connect(':memory:')\n",
        "str(base.execute('a'))", "str(base.execute('b'))", "app.base",
    ),
    "an engine in memory": (
        "from sqlalchemy import create_engine\nengine = create_engine('sqlite://')\n",
        "str(engine.connect())", "str(engine.connect())", "app.engine",
    ),
    "a key made at the start": (
        "import secrets\nKEY = secrets.token_hex()\n", "KEY", "KEY", "app.KEY",
    ),
    "a folder made at the start": (
        "import tempfile\nFOLDER = tempfile.mkdtemp()\n", "FOLDER", "FOLDER", "app.FOLDER",
    ),
    "something deep inside": (
        "ROWS = [{'n': 0}]\ndef count():\n    ROWS[0]['n'] += 1\n    return ''\n",
        "count()", "str(ROWS)", "app.ROWS",
    ),
    "what a loop changes": (
        "ROWS = [{'n': 0}]\ndef count():\n    for row in ROWS:\n        row['n'] = 1\n    return ''\n",
        "count()", "str(ROWS)", "app.ROWS",
    ),
    "what a helper found": (
        ("ROWS = {'a': {}}\ndef find(key):\n    return ROWS.get(key)\n"
         "def mark():\n    row = find('a')\n    row['n'] = 1\n    return ''\n"),
        "mark()", "str(find('a'))", "app.ROWS",
    ),
    "what is handed to a helper": (
        "ROWS = []\ndef put(rows):\n    rows.append(1)\n    return ''\n",
        "put(ROWS)", "str(ROWS)", "app.ROWS",
    ),
    "rows that are given one by one": (
        ("R = [{'a': 1}]\ndef f():\n    yield from R\n"
         "def put():\n    for row in f():\n        row['a'] = 2\n    return ''\n"),
        "put()", "str(R)", "app.R",
    ),
    "what an object keeps": (
        ("R = []\nclass Page:\n    def __init__(self, rows):\n        self.rows = rows\n"
         "    def put(self):\n        self.rows.append(1)\n        return ''\n"),
        "Page(R).put()", "str(R)", "app.R",
    ),
    "another name for a list": (
        "ROWS = []\nsame = ROWS\ndef put():\n    same.append(1)\n    return ''\n",
        "put()", "str(ROWS)", "app.ROWS",
    ),
    "an object that a function made": (
        ("class Store:\n    def __init__(self):\n        self.n = 0\n    def put(self):\n"
         "        self.n += 1\n        return ''\ndef made():\n    return Store()\nstore = made()\n"),
        "store.put()", "store.put()", "app.store",
    ),
    "a setting that is changed": (
        ("app.config['READ_ONLY'] = False\ndef lock():\n    app.config['READ_ONLY'] = True\n"
         "    return ''\n"),
        "lock()", "str(app.config['READ_ONLY'])", 'app.config["READ_ONLY"]',
    ),
    "something inside a setting": (
        ("from flask import current_app\napp.config.update(ON={})\n"
         "def switch():\n    current_app.config['ON']['a'] = 1\n    return ''\n"),
        "switch()", "str(app.config.get('ON'))", 'app.config["ON"]',
    ),
    "an extension's list": (
        ("from flask import current_app\napp.extensions['log'] = []\n"
         "def put():\n    current_app.extensions['log'].append(1)\n    return ''\n"),
        "put()", "str(app.extensions['log'])", 'app.extensions["log"]',
    ),
    "a setting that is new each time": (
        "import tempfile\napp.config['FOLDER'] = tempfile.mkdtemp()\n",
        "app.config['FOLDER']", "app.config['FOLDER']", 'app.config["FOLDER"]',
    ),
    "files beside the source": (
        ("import os\nSHELF = os.path.join(os.path.dirname(__file__), 'shelf')\n"
         "def put():\n    with open(SHELF + '/a', 'w') as file:\n        file.write('')\n    return ''\n"),
        "put()", "str(os.listdir(SHELF))", "app.SHELF",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("state", "one", "two", "name"), FUNCTIONS.values(), ids=FUNCTIONS)
def test_state_binds_its_routes_together(state, one, two, name):
    assert name in (of(state, one, two) or "")
    assert name in (of(state, two, one) or "")
    assert of(state, one, "'none of it'") is None


READ = {
    "a list in an answer": ("ROWS = [1, 2]\n", "ROWS", "{'rows': ROWS}"),
    "rows": ("ROWS = [{'a': 1}]\n", "{'r': [r['a'] for r in ROWS]}", "{'r': sorted(ROWS)}"),
    "a choice": (
        "LANGUAGES = ['en', 'de']\n",
        "request.accept_languages.best_match(LANGUAGES)",
        "str('x' in LANGUAGES)",
    ),
    "a look": ("S = {'a': 'up'}\n", "S.get('a', '')", "S['a']"),
    "a template": (
        "from flask import render_template_string\nR = [[1]]\n",
        "render_template_string('', rows=R)",
        "str(len(R))",
    ),
    "a helper": ("R = [{'a': 1}]\ndef f(r):\n    return r[0]['a']\n", "str(f(R))", "str(f(R))"),
    "rows that are handed to a class": (
        (
            "R = [('a', 1)]\nclass Page:\n    def __init__(self, rows):\n"
            "        print(rows)\n    def text(self):\n        return ''\n"
        ),
        "Page(R).text()",
        "str(R)",
    ),
    "rows that are given one by one": (
        "from flask import Response\nR = [{'a': 1}]\ndef f():\n    yield from enumerate(R)\n",
        "Response(str(n) for n, _ in f())",
        "{'n': [row['a'] for _, row in f()]}",
    ),
    "dates and negative numbers": (
        "from datetime import datetime\nR = {'a': (-1, datetime(2024, 1, 2))}\n",
        "str([].extend(R['a']))",
        "str(R)",
    ),
    "what is filled at the start": ("R = {}\nR['a'] = 1\n", "str(R)", "str(R.get('a'))"),
    "a class": ("class C:\n    names = ['a']\n", "str(C.names)", "str(len(C.names))"),
    "a setting": ("app.config['A'] = [1]\n", "str(app.config['A'])", "str(app.config['A'])"),
    "files that are read": (
        "import os\nHERE = os.path.dirname(__file__)\n",
        "open(HERE + '/a').read()",
        "str(os.listdir(HERE))",
    ),
}


@pytest.mark.parametrize(("state", "one", "two"), READ.values(), ids=READ)
def test_what_is_only_read_binds_nothing(state, one, two):
    assert of(state, one, two) is None


HOOKS = ["before_request", "after_request", "teardown_request", "errorhandler(404)",
         "context_processor"]  # fmt: skip


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_that_changes_state_binds_all_that_it_runs_for(hook):
    state = f"seen = []\n@app.{hook}\ndef note(*a):\n    seen.append(1)\n    return a[0]\n"
    assert "app.seen" in of(state, "''", "''")


def test_a_hook_of_a_blueprint_binds_the_blueprint_alone():
    state = (
        "from flask import Blueprint\nbp = Blueprint('b', __name__)\nseen = []\n"
        "@bp.before_request\ndef note():\n    seen.append(1)\n"
        "@bp.route('/in')\ndef inside():\n    return ''\n"
        "@app.route('/out')\ndef outside():\n    return ''\n"
        "@bp.route('/two')\ndef two():\n    return ''\napp.register_blueprint(bp)\n"
    )
    app = app_of(state)
    found = {r.rule: f for r, f in fates(app, plan_of(app), ("/in", "/out")).items()}
    assert "app.seen" in found["/in"].reason
    assert found["/out"].state == "converted"


def test_a_hook_that_another_module_registers():
    meter = "total = 0\ndef begin():\n    global total\n    total += 1\n"
    state = "import meter\napp.before_request(meter.begin)\n"
    assert "meter.total" in of(state, "''", "''", meter=meter)


def test_a_key_made_at_the_start_signs_for_every_route():
    state = "import os\nfrom flask import session\napp.secret_key = os.urandom(24)\n"
    assert "secret_key" in of(state, "session['a']", "session['b']")


def test_a_key_made_at_the_start_that_signs_nothing_binds_nothing():
    assert of("import os\napp.secret_key = os.urandom(24)\n", "''", "''") is None


def made_by(source):
    return link(Project({"app": read("app", "app.py", source)}, files={"app.py": source.encode()}))


def factory(body):
    return (
        "from flask import Flask\ndef create_app():\n    app = Flask(__name__)\n"
        + body
        + "    @app.route('/one')\n"
        "    def one():\n        return put()\n    @app.route('/two')\n    def two():\n"
        "        return str(held)\n    return app\n"
    )


@pytest.mark.parametrize(
    ("value", "change"),
    [("[]", "held.append(1)"), ("{}", "held['a'] = 1"), ("0", "nonlocal held\n        held = 1")],
)
def test_a_variable_of_a_factory_binds_the_views_that_use_it(value, change):
    body = f"    held = {value}\n    def put():\n        {change}\n        return ''\n"
    app = made_by(factory(body))
    assert "app.create_app.held" in reason(app)


def test_a_variable_of_a_factory_that_is_only_read_binds_nothing():
    body = "    held = [1]\n    def put():\n        return str(len(held))\n"
    assert reason(made_by(factory(body))) is None


def test_a_variable_of_a_decorator_binds_what_it_decorates():
    state = (
        "def limited(view):\n    calls = []\n    def inner():\n        calls.append(1)\n"
        "        return view()\n    return inner\n"
        "@limited\ndef helper():\n    return ''\n"
    )
    assert "app.limited.calls" in of(state, "helper()", "helper()")


def test_a_listener_of_a_signal_runs_for_every_route():
    body = (
        "    def note(sender, **extra):\n        seen.append(1)\n"
        "    request_finished.connect(note)\n    held = 1\n    def put():\n        return ''\n"
    )
    start = "from flask import request_finished\nseen = []\n"
    assert "app.seen" in reason(made_by(start + factory(body)))


STORE = (
    "class Store:\n    def __init__(self):\n        self.rows = []\n"
    "    def put(self):\n        self.rows.append(1)\n        return ''\nstore = Store()\n"
)


def test_a_function_that_registers_views_hands_them_what_it_is_given():
    state = (
        "def register(app, kept):\n    @app.route('/one')\n    def one():\n"
        "        return kept.put()\nregister(app, store)\n"
    )
    assert "app.store" in reason(app_of(STORE + state + TWO.format(two="store.put()")))


@pytest.mark.parametrize("given", ["'one', store", "'one', kept=store"])
def test_a_class_view_uses_what_as_view_is_given(given):
    state = (
        "from flask.views import View\nclass One(View):\n    def __init__(self, kept):\n"
        "        self.kept = kept\n    def dispatch_request(self):\n"
        "        return self.kept.put()\n"
        f"app.add_url_rule('/one', view_func=One.as_view({given}))\n"
    )
    assert "app.store" in reason(app_of(STORE + state + TWO.format(two="store.put()")))
