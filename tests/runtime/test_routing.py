from __future__ import annotations

from functools import wraps

import flask
import pytest
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route as PlainRoute

from unflask.runtime.application import Application
from unflask.runtime.context import request as current
from unflask.runtime.routing import Router

from .both import Both, BothGroups
from .pairs import Ask, Client, FlaskClient, compare

SHAPES = Both()


@SHAPES.route("/users/")
def users():
    return "users"


@SHAPES.route("/about")
def about():
    return "about"


@SHAPES.route("/about", methods=["POST"])
def about_post():
    return "posted"


@SHAPES.route("/loose", strict_slashes=False)
def loose():
    return "loose"


@SHAPES.route("/slashed/", strict_slashes=False, methods=["GET", "PUT"])
def slashed():
    return "slashed"


@SHAPES.route("/own", methods=["GET", "OPTIONS"])
def own():
    return "own options"


@SHAPES.route("/silent", provide_automatic_options=False, endpoint="silent")
def silent():
    return "silent"


@SHAPES.route("/head", methods=["HEAD", "POST"])
def head():
    return "head"


@SHAPES.route("/i/<int:n>")
@SHAPES.route("/s/<n>", endpoint="as_text")
@SHAPES.route("/f/<float:n>")
@SHAPES.route("/u/<uuid:n>")
@SHAPES.route("/p/<path:n>")
@SHAPES.route("/p/<path:n>/edit", endpoint="edit")
@SHAPES.route("/any/<any(a, b):n>")
@SHAPES.route("/two/<string(length=2):n>")
def value(n):
    return repr(n)


@SHAPES.route("/index")
@SHAPES.route("/index/<int:page>")
def index(page=1):
    return f"page {page}"


@SHAPES.route("/page/", defaults={"number": 1})
@SHAPES.route("/page/<int:number>")
def page(number):
    return f"number {number}"


@SHAPES.route("/fixed", defaults={"js": "fetch"})
def fixed(js):
    return js


@SHAPES.route("/<path:rest>", methods=["GET", "DELETE"])
def rest(rest):
    return f"rest {rest}"


TARGETS = [
    "/users/",
    "/users",
    "/users?q=1&r=%20x",
    "/about",
    "/about/",
    "/about?x=",
    "/loose",
    "/loose/",
    "/slashed",
    "/slashed/",
    "/own",
    "/silent",
    "/head",
    "/nope",
    "/nope/",
    "//about",
    "/users//",
    "//users",
    "/a//b",
    "/about//x",
    "/About",
    "/",
    "/i/5",
    "/i/007",
    "/i/-3",
    "/i/+5",
    "/i/1_0",
    "/i/x",
    "/i/%D9%A3",
    "/s/%E4%BD%A0",
    "/s/a%20b",
    "/s/a%2Fb",
    "/f/1",
    "/f/1.5",
    "/f/.5",
    "/f/-1.5",
    "/u/12345678-1234-5678-1234-567812345678",
    "/u/12345678123456781234567812345678",
    "/p/",
    "/p/a/b",
    "/p//a",
    "/p/a/edit",
    "/any/a",
    "/any/c",
    "/two/ab",
    "/two/abc",
    "/index",
    "/index/3",
    "/index?page=7",
    "/page",
    "/page/",
    "/page/1",
    "/page/2",
    "/page/1?q=1",
    "/fixed",
    "/fixed?js=x",
    "/users%0A",
    "/%FF",
    "/docs",
    "/openapi.json",
]


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_each_path_and_method_is_answered_alike(method):
    SHAPES.compare(*(f"{method} {target}" for target in TARGETS))


@pytest.mark.parametrize("target", ["/users", "/users?a=%2F&b=ü".encode().decode("latin-1")])
@pytest.mark.parametrize("host", ["localhost", "EXAMPLE.com:8080", "example.com:80", "bad host"])
def test_redirects_name_the_host_that_was_asked(target, host):
    SHAPES.compare(Ask(f"GET {target}", {"Host": host}))


@pytest.mark.parametrize("root_path", ["/app", "/app/v1"])
def test_redirects_keep_the_path_that_the_app_is_mounted_at(root_path):
    for target in ("/users", "/users?x=1", "/users//", "/page/1"):
        expected = FlaskClient(SHAPES.flask, root_path).ask(f"GET {target}")
        assert Client(SHAPES.app, root_path).ask(f"GET {target}") == expected


@pytest.mark.parametrize("backwards", [False, True])
def test_the_most_specific_rule_wins_whatever_the_order(backwards):
    both = Both()
    rules = ["/<a>", "/<int:a>", "/new", "/<path:a>", "/<a>/x", "/<path:a>/x", "/n-<a>", "/<a>/<b>"]
    for number, rule in enumerate(reversed(rules) if backwards else rules):
        both.route(rule, endpoint=f"e{number}")(lambda rule=rule, **values: f"{rule} {values}")
    both.compare(
        *(
            f"GET /{path}"
            for path in ["new", "5", "x", "x/x", "x/y", "x/y/x", "n-1", "n-", "5/x", "a/b/c"]
        )
    )


def test_routes_of_routers_have_the_prefix_and_their_names():
    both, outer, inner = Both(), BothGroups("outer", "/o"), BothGroups("inner", "/i")

    def where():
        shown = current if both.app.name and _is_migrated() else flask.request
        return [shown.endpoint, shown.blueprint, shown.blueprints, str(shown.url_rule)]

    for group in (outer, inner):
        group.route("/where/<int:n>")(lambda n: where())
        group.route("", endpoint="bare")(where)
    inner.into(outer)
    outer.into(both)
    both.route("/where")(where)
    both.compare(
        "GET /o/where/1",
        "GET /o",
        "GET /o/",
        "GET /o/i/where/2",
        "GET /o/i",
        "GET /where",
        "GET /i",
        "POST /o/i",
    )


def _is_migrated():
    return not flask.has_request_context()


def test_a_router_can_be_included_twice_under_two_names():
    router = Router("a")
    router.get("/x")(lambda: current.endpoint)
    app = Application(__name__)
    app.include_router(router, prefix="/one")
    app.include_router(router, prefix="/two", name="b")
    client = Client(app)
    assert client.ask("GET /one/x").body == b"a.<lambda>"
    assert client.ask("GET /two/x").body == b"b.<lambda>"


def test_parameters_in_prefixes_reach_the_view():
    router = Router("a", prefix="/{lang:string(length=2)}")
    router.get("/{n:int}")(lambda lang, n, area: f"{area} {lang} {n!r}")
    app = Application(__name__)
    app.include_router(router, prefix="/{area:any(x, y)}")
    client = Client(app)
    assert client.ask("GET /x/de/5").body == b"x de 5"
    assert client.ask("GET /z/de/5").status == 404
    assert client.ask("GET /x/deu/5").status == 404


def test_views_may_be_wrapped_asynchronous_or_generators():  # noqa: C901 - one view of each kind
    both = Both()

    def passing(view):
        @wraps(view)
        def wrapper(*args, **kwargs):
            return view(*args, **kwargs)

        return wrapper

    def giving_user(view):
        @wraps(view)
        def wrapper(**kwargs):
            return view(user="ada", **kwargs)

        return wrapper

    def bare(view):
        return view

    def annotated(n: str) -> tuple[str, int]:
        return repr(n), 202

    @passing
    @giving_user
    def wrapped(user, n):
        return f"{user} {n!r}"

    async def coroutine(n):
        return {"n": n}

    def pieces(n):
        yield "a"
        yield str(n)

    def narrow():
        return "never called with n"

    for name, view in {
        "annotated": annotated,
        "wrapped": wrapped,
        "bare": bare(repr),
        "pieces": pieces,
        "narrow": narrow,
        "passed": passing(narrow),
    }.items():
        both.route(f"/{name}/<int:n>", endpoint=name)(view)
    both.app.add_url_rule("/coroutine/{n:int}", "coroutine", coroutine)
    both.flask.add_url_rule("/coroutine/<int:n>", "coroutine", lambda n: {"n": n})
    both.compare(
        *(
            f"GET /{name}/5"
            for name in ["annotated", "wrapped", "bare", "pieces", "narrow", "passed"]
        ),
        "GET /coroutine/5",
    )


def test_mounted_applications_and_plain_routes_come_after_the_rules():
    async def plain(request):
        return PlainTextResponse("plain")

    app = Application(__name__)
    app.mount("/sub", Starlette(routes=[PlainRoute("/x", plain), PlainRoute("/y", plain)]))
    app.add_route("/plain", plain)
    app.get("/sub/x")(lambda: "rule")
    client = Client(app)
    assert client.ask("GET /sub/x").body == b"rule"
    assert client.ask("GET /sub/y").body == b"plain"
    assert client.ask("GET /plain").body == b"plain"
    assert client.ask("POST /plain").status == 405
    assert b"<h1>Method Not Allowed</h1>" in client.ask("POST /plain").body
    assert client.ask("GET /sub/z").status == 404


def test_an_application_can_be_mounted_in_another_one():
    inner, outer = Application("inner"), Application("outer")
    inner.get("/users/")(lambda: f"inner {current.path} {current.script_root}")
    outer.get("/{name}")(lambda name: f"outer {name}")
    outer.mount("/in", inner)
    client = Client(outer)
    assert client.ask("GET /in/users/").body == b"inner /users/ /in"
    assert client.ask("GET /in/users").header("location") == "http://localhost/in/users/"
    assert client.ask("GET /x").body == b"outer x"


def test_a_fallback_serves_what_no_route_takes():
    app = Application(__name__, static_folder=None)
    calls = []

    async def original(scope, receive, send):
        await PlainTextResponse(f"original {scope['method']}")(scope, receive, send)

    app.before_request(lambda: calls.append(current.path))
    app.get("/x")(lambda: "x")
    app.mount("/sub", Starlette(routes=[PlainRoute("/y", lambda r: PlainTextResponse("sub"))]))
    app.fallback = original
    client = Client(app)
    assert client.ask("GET /x").body == b"x"
    assert client.ask("POST /x").body == b"original POST"
    assert client.ask("GET /x/").body == b"original GET"
    assert client.ask("GET /sub/y").body == b"sub"
    assert client.ask("GET /docs").header("content-type") == "text/html; charset=utf-8"
    assert calls == ["/x", "/sub/y", "/docs"]


def test_a_router_works_in_a_plain_fastapi_application():
    router = Router("a", prefix="/a")
    router.get("/{n:int}")(lambda n: {"n": n})
    app = FastAPI()
    app.include_router(router)
    answer = Client(app).ask("GET /a/5")
    assert (answer.status, answer.body) == (200, b'{"n":5}\n')


def test_routes_added_after_the_first_request_are_served():
    app = Application(__name__)
    client = Client(app)
    assert client.ask("GET /late").status == 404
    router = Router("late")
    app.include_router(router)
    router.get("/late")(lambda: "late")
    assert client.ask("GET /late").body == b"late"


def test_a_rule_needs_a_view_or_a_name():
    with pytest.raises(ValueError, match="needs an endpoint or a view"):
        Application(__name__).add_url_rule("/x")


def test_methods_of_a_view_are_taken_from_it():
    def view():
        return "x"

    view.methods = ["POST", "PUT"]
    both = Both()
    both.route("/x")(view)
    both.compare("GET /x", "POST /x", "PUT /x", "OPTIONS /x")


def test_view_functions_are_found_by_endpoint():
    app = Application(__name__, static_folder=None)

    @app.get("/x", name="other")
    def view():
        return "x"

    assert app.view_functions == {"other": view}


def test_the_described_api_has_each_route_once(recwarn):
    app = Application(__name__)
    router = Router("shop", prefix="/shop")

    @router.get("/items/{n:int}")
    @router.get("/price/{n:float}", name="price")
    def get_item(n):
        """An item."""
        return {}

    app.include_router(router)
    paths = app.openapi()["paths"]
    assert set(paths) == {"/shop/items/{n}", "/shop/price/{n}"}
    operation = paths["/shop/items/{n}"]["get"]
    assert operation["tags"] == ["shop"]
    assert operation["summary"] == "Get Item"
    assert operation["description"] == "An item."
    assert operation["parameters"][0]["schema"]["type"] == "integer"
    assert paths["/shop/price/{n}"]["get"]["parameters"][0]["schema"]["type"] == "number"
    assert not recwarn.list


def test_two_apps_compare_even_without_any_route():
    compare(flask.Flask("x", static_folder=None), Application("x", static_folder=None), ["GET /"])
