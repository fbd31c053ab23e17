"""Where context globals are read, and how a request gets there."""

import pytest

from unflask.facts.globals import global_uses

DEEP = {
    "app.py": """
        from flask import Flask
        from helpers import page
        app = Flask(__name__)

        @app.route("/")
        def index():
            return str(page())
    """,
    "helpers.py": """
        from flask import g, request
        from state import where

        def page():
            return number("page") + where.offset

        def number(name):
            return request.args.get(name, 0, type=int)

        def unused():
            return g.user
    """,
    "state.py": """
        from flask import g
        where = g
    """,
}


@pytest.fixture
def deep(app):
    return {(u.kind, u.attribute): u for u in global_uses(app(DEEP))}


def test_the_chain_leads_from_the_view_however_deep(deep):
    use = deep["request", "args"]
    assert use.chain == ("app.index", "helpers.page", "helpers.number")
    assert (use.path, use.line) == ("helpers.py", 8)


def test_a_global_under_another_name_is_found(deep):
    assert deep["g", "offset"].function == "helpers.page"


def test_what_no_request_reaches_has_no_chain(deep):
    assert deep["g", "user"].chain == ()


def test_session_keys_are_told(app):
    found = global_uses(
        app(
            """
            from flask import Flask, session
            app = Flask(__name__)

            @app.before_request
            def hook():
                session["user"] = 1
            """
        )
    )
    assert [(u.kind, u.attribute, u.chain) for u in found] == [
        ("session", "['user']", ("app.hook",))
    ]


def test_other_objects_of_the_same_names_are_none(app):
    text = """
        from flask import Flask
        app = Flask(__name__)

        def work(request, g):
            return request.args, g.user
    """
    assert global_uses(app(text)) == []
