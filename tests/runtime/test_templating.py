"""Templates see the names and get the escaping that they got from Flask."""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import flask
import jinja2
import pytest

from unflask.runtime import templating
from unflask.runtime.application import Application
from unflask.runtime.context import app_context, g
from unflask.runtime.requests import Request
from unflask.runtime.routing import Router
from unflask.runtime.session import SessionMiddleware, flash
from unflask.runtime.templating import TemplateResponse, render_template, render_template_string

from .sides import Sides, sides_of

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATES = {
    "templates/a.html": "{{ x }}|{{ undefinedvar }}|{{ x|tojson }}",
    "templates/a.htm": "{{ x }}",
    "templates/a.txt": "{{ x }}",
    "templates/a.j2": "{{ x }}",
    "templates/a.html.j2": "{{ x }}",
    "templates/a.xml": "{{ x }}",
    "templates/a.xhtml": "{{ x }}",
    "templates/a.svg": "{{ x }}",
    "templates/a.HTML": "{{ x }}",
    "templates/m.html": "{% macro f() %}{{ extra|default('none') }}{{ request.path }}{{ g.u }}"
    "{{ config.NAME }}{{ session.k }}{{ url_for('s') }}{% endmacro %}",
    "templates/i.html": "{% from 'm.html' import f %}{{ f() }}",
    "templates/i2.html": "{% from 'm.html' import f with context %}{{ f() }}",
    "templates/shared.html": "the app's",
    "bp/templates/shared.html": "the router's",
    "bp/templates/own.html": "own {{ extra }} {{ only }}",
    "templates/include.html": "{% include 'a.txt' %}{% include ['none', 'a.html'] %}",
}

TEXTS = {
    "names": "{{ request.path }} {{ session.k }} {{ g.u }} {{ g.none }} {{ config.NAME }}"
    " {{ url_for('s', q=1) }} {{ get_flashed_messages(with_categories=true) }} {{ extra }}"
    " {{ helper('a') }} {{ 'abc'|rev }} {{ 4 is even_ }} {{ plus(1,2) }} {{ x }} {{ '<i>' }}\n",
    "request": "{{ request.args.get('a') }} {{ request.args.getlist('a') }} {{ request.method }}"
    " {{ request.endpoint }} {{ request.url }} {{ request.base_url }} {{ request.host }}"
    " {{ request.headers.get('X-A') }} {{ request.cookies.get('c') }} {{ request.full_path }}"
    " {{ request.view_args }} {{ request.blueprint }} {{ request.url_root }} {{ request.nothing }}",
    "g": "{% if g.user %}in{% else %}out{% endif %} {{ 'u' in g }} {{ g.get('u') }} {{ g.u }}",
    "session": "{% if session %}yes{% endif %}{{ session['k'] }}{{ session.get('x', 1) }}"
    "{{ session.nothing }}{{ 'k' in session }}",
    "tojson": "{{ d|tojson }} {{ d|tojson(indent=2) }} <a b='{{ d|tojson }}'>",
    "overridden": "{{ own }} {{ request }}",
    "nested_undefined": "{{ a.b.c }}",
    "syntax": "{% if %}",
    "config": "{{ config['NAME'] }} {{ config.get('NONE') }} {{ config.NOTHING }}",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folders of an application and of a router."""
    for name, text in TEMPLATES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.fixture
def sides(folder: Path) -> Sides:
    """Both applications, with a context processor, filters and a router with templates."""
    theirs = flask.Flask("x", root_path=str(folder))
    ours = Application("x", root_path=str(folder))
    ours.add_middleware(SessionMiddleware)
    blueprint = flask.Blueprint(
        "bp", "x", root_path=str(folder / "bp"), template_folder="templates", url_prefix="/bp"
    )
    router = Router(
        "bp", "x", root_path=str(folder / "bp"), template_folder="templates", prefix="/bp"
    )
    for app in (theirs, ours):
        app.context_processor(lambda: {"extra": "EX", "helper": str.upper, "own": "processor"})
        app.template_filter("rev")(lambda text: text[::-1])
        app.template_test("even_")(lambda number: number % 2 == 0)
        app.template_global("plus")(lambda a, b: a + b)
    for part in (blueprint, router):
        part.context_processor(lambda: {"extra": "from bp", "only": "here"})
        part.app_context_processor(lambda: {"everywhere": "yes"})
        part.app_template_filter("dup")(lambda text: text * 2)

    def values() -> dict[str, Any]:
        return {"x": "<b>'\"&\u00e9", "d": {"b": "<'&\u00e9>", "a": Decimal("1.5")}, "own": "view"}

    theirs.add_url_rule("/t/<name>", "t", lambda name: flask.render_template(name, **values()))
    ours.add_api_route("/t/{name}", _page, name="t")
    blueprint.add_url_rule("/t/<name>", "t", lambda name: flask.render_template(name, **values()))
    router.add_api_route("/t/{name}", _page, name="t")

    @theirs.get("/s", endpoint="s")
    def s():
        flask.g.u = "gu"
        flask.flash("m", "c")
        flask.session["k"] = "<v>"
        return flask.render_template_string(TEXTS[flask.request.args["t"]], **values())

    @ours.get("/s", name="s")
    def s_ours(request: Request):
        g.u = "gu"
        flash("m", "c")
        request.session["k"] = "<v>"
        return render_template_string(TEXTS[request.args["t"]], **values())

    theirs.register_blueprint(blueprint)
    ours.include_router(router)
    both = sides_of(theirs, ours)
    both.configure(SECRET_KEY="k", NAME="<name>")
    return both


def _page(name: str) -> str:
    return render_template(
        name, x="<b>'\"&\u00e9", d={"b": "<'&\u00e9>", "a": Decimal("1.5")}, own="view"
    )


NAMES = [name.removeprefix("templates/") for name in TEMPLATES if name.startswith("templates/")]


@pytest.mark.parametrize("name", [*NAMES, "own.html", "none.html"])
@pytest.mark.parametrize("prefix", ["", "/bp"])
def test_files(sides: Sides, name: str, prefix: str) -> None:
    sides.check("GET", f"{prefix}/t/{name}")


@pytest.mark.parametrize("text", [name for name in TEXTS if name != "overridden"])
def test_texts(sides: Sides, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: 1700000000.0)
    sides.check("GET", f"/s?t={text}&a=1&a=2", headers={"X-A": "b", "Cookie": "c=d"})


def test_a_list_of_names_gives_the_first_that_exists(sides: Sides) -> None:
    with app_context(sides.app), sides.flask.app_context():
        for names in (["none.html", "a.txt"], ["a.txt"], "a.txt"):
            assert render_template(names, x=1) == flask.render_template(names, x=1)
        for render in (render_template, flask.render_template):
            with pytest.raises(jinja2.TemplateNotFound):
                render("none.html")
            with pytest.raises(jinja2.TemplatesNotFound):
                render(["none.html", "nor.html"])


def test_outside_of_a_request_templates_have_the_app_only(sides: Sides) -> None:
    text = "{{ config.NAME }} {{ extra }} {{ g.x }} {% if request %}r{% endif %}"
    with app_context(sides.app), sides.flask.app_context():
        g.x = flask.g.x = 3
        assert render_template_string(text) == flask.render_template_string(text)


def test_the_values_of_the_view_go_before_those_of_processors(sides: Sides) -> None:
    with app_context(sides.app):
        assert render_template_string("{{ own }} {{ g }} {{ extra }}", own=1, g=2) == "1 2 EX"


def test_pages_without_a_session_have_no_messages() -> None:
    text = "{{ get_flashed_messages() }}{{ session.a }}{% if session %}s{% endif %}"
    theirs = flask.Flask("x")
    theirs.add_url_rule("/", "v", lambda: flask.render_template_string(text))
    ours = Application("x")
    ours.add_api_route("/", lambda: render_template_string(text), name="v")
    sides_of(theirs, ours).check("GET", "/")


def test_a_processor_may_take_the_request() -> None:
    app = Application("x")

    @app.context_processor
    def names(request: Request):
        return {"where": request.path}

    @app.get("/here")
    async def here():
        return render_template_string("{{ where }}")

    assert sides_of(flask.Flask("x"), app).ours("GET", "/here").text == "/here"


def test_forms_and_json_are_plain_values_in_templates(folder: Path) -> None:
    theirs = flask.Flask("x")
    ours = Application("x")
    text = "{{ request.form.get('a') }} {{ request.form.b }} {{ request.values.q }}"

    @theirs.post("/form")
    def form():
        return flask.render_template_string(text)

    @ours.post("/form")
    def form_ours():
        return render_template_string(text)

    @theirs.post("/json")
    def json():
        return flask.render_template_string("{{ request.json.a }}")

    @ours.post("/json")
    def json_ours():
        return render_template_string("{{ request.json.a }}")

    both = sides_of(theirs, ours)
    both.check("POST", "/form?q=1", data={"a": "x", "b": "y"})
    both.check("POST", "/json", json={"a": [1]})
    both.check("POST", "/json", content=b"{")


@pytest.mark.parametrize("auto", [True, False, None])
def test_changed_templates_are_read_again_only_if_asked(folder: Path, auto: bool | None) -> None:
    texts = []
    for app in (flask.Flask("x", root_path=str(folder)), Application("x", root_path=str(folder))):
        app.config["TEMPLATES_AUTO_RELOAD"] = auto
        render = flask.render_template if isinstance(app, flask.Flask) else render_template
        context = app.app_context() if isinstance(app, flask.Flask) else app_context(app)
        with context:
            (folder / "templates/a.txt").write_text("one")
            texts.append(render("a.txt"))
            (folder / "templates/a.txt").write_text("two")
            os.utime(folder / "templates/a.txt", (1, 1))
            texts.append(render("a.txt"))
    assert texts[:2] == texts[2:]


def test_template_response(sides: Sides) -> None:
    @sides.app.get("/made")
    def made(request: Request):
        return TemplateResponse(request, "a.html", {"x": "<"}, 201, {"X-A": "1"})

    @sides.app.get("/bare")
    async def bare(request: Request):
        return TemplateResponse(request, "shared.html")

    answer = sides.ours("GET", "/made")
    assert (answer.status_code, answer.headers["x-a"]) == (201, "1")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.text == '&lt;||"\\u003c"'
    assert sides.ours("GET", "/bare").text == "the app's"


def test_listeners_see_what_was_rendered(sides: Sides, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str | None, Any]] = []
    monkeypatch.setattr(
        templating, "rendered", [lambda app, template, names: seen.append((template.name, names))]
    )
    with app_context(sides.app):
        render_template("a.txt", x=date(2024, 1, 2))
    [(name, names)] = seen
    assert name == "a.txt"
    assert names["x"] == date(2024, 1, 2)
    assert names["extra"] == "EX"


def test_all_templates_are_listed(sides: Sides) -> None:
    assert sides.app.jinja_env.list_templates() == sorted(sides.flask.jinja_env.list_templates())


def test_the_environment_can_be_extended(sides: Sides) -> None:
    sides.app.jinja_env.filters["exclaim"] = lambda text: f"{text}!"
    sides.app.jinja_env.globals["number"] = 7
    with app_context(sides.app):
        assert render_template_string("{{ 'a'|exclaim }}{{ number }}{{ 'b'|dup }}") == "a!7bb"
