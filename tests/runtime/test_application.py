from __future__ import annotations

import asyncio
import logging
import sys
from enum import Enum
from pathlib import Path
from typing import Annotated

import flask
import pytest
from fastapi import BackgroundTasks, Cookie, Depends, Form, Header, Query, Response, UploadFile
from fastapi import Path as PathParameter
from fastapi import Request as FastAPIRequest
from pydantic import BaseModel
from starlette.responses import HTMLResponse
from starlette.websockets import WebSocket

from unflask.runtime.application import Application
from unflask.runtime.context import current_app, has_request_context
from unflask.runtime.requests import Request
from unflask.runtime.routing import Router
from unflask.runtime.templating import render_template_string

from .pairs import Ask, Client

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}


class Item(BaseModel):
    name: str
    price: float = 1


def user(request: FastAPIRequest):
    assert isinstance(request, Request)
    return request.args["user"]


@pytest.fixture
def app():
    return Application(__name__)


def test_typed_parameters_are_fastapis_and_the_first_value_counts(app):
    @app.get("/x/{n:int}")
    def view(
        n: int,
        q: str,
        size: int = 3,
        tag: Annotated[list[str] | None, Query()] = None,
        x_token: Annotated[str | None, Header()] = None,
        sid: Annotated[str | None, Cookie()] = None,
    ):
        return [n, q, size, tag, x_token, sid]

    client = Client(app)
    headers = {"X-Token": "t", "Cookie": "sid=1; sid=2"}
    answer = client.ask(Ask("GET /x/5?q=a&q=b&size=7&size=8&tag=1&tag=2", headers))
    assert answer.body == b'[5,"a",7,["1","2"],"t","1"]\n'
    assert client.ask("GET /x/5").status == 422
    assert client.ask("GET /x/y?q=a").status == 404


def test_typed_bodies_are_fastapis(app):
    @app.post("/item")
    def item(item: Item):
        return {"name": item.name, "price": item.price}

    @app.post("/form")
    def form(name: Annotated[str, Form()], tag: Annotated[list[str], Form()]):
        return [name, tag]

    @app.post("/file")
    async def file(f: UploadFile):
        return [f.filename, f.size, (await f.read()).decode()]

    client = Client(app)
    assert client.ask(Ask("POST /item", JSON, '{"name": "x"}')).body == b'{"name":"x","price":1}\n'
    assert client.ask(Ask("POST /item", JSON, "{bad")).status == 422
    assert (
        client.ask(Ask("POST /form", FORM, "name=a&name=b&tag=1&tag=2")).body
        == b'["a",["1","2"]]\n'
    )
    multipart = {"Content-Type": "multipart/form-data; boundary=B"}
    body = (
        '--B\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\ndata\r\n--B--\r\n'
    )
    assert client.ask(Ask("POST /file", multipart, body)).body == b'["a.txt",4,"data"]\n'


def test_a_body_that_is_too_large_for_a_typed_view_is_413(app):
    app.config["MAX_CONTENT_LENGTH"] = 5

    @app.post("/item")
    def item(item: Item):
        return "never"

    @app.post("/form")
    def form(name: Annotated[str, Form()]):
        return "never"

    client = Client(app)
    for path, headers in (("/item", JSON), ("/form", FORM)):
        answer = client.ask(Ask(f"POST {path}", headers, "x" * 10))
        assert answer.status == 413
        assert b"<h1>Request Entity Too Large</h1>" in answer.body


def test_parameters_of_the_path_are_never_validated_again(app):
    class Kind(Enum):
        A = "a"

    @app.get("/text/{n:int}")
    def text(n: str):
        return repr(n)

    @app.get("/enum/{kind}")
    def enum(kind: Kind):
        return repr(kind)

    @app.get("/checked/{n:int}")
    def checked(n: Annotated[int, PathParameter(ge=3)]):
        return repr(n)

    client = Client(app)
    assert client.ask("GET /text/5").body == b"5"
    assert client.ask("GET /enum/b").body == b"'b'"
    assert client.ask("GET /checked/5").body == b"5"
    assert client.ask("GET /checked/2").status == 422


def test_dependencies_background_tasks_and_responses_are_given(app):
    log = []

    def connection():
        yield "open"
        log.append("closed")

    @app.get("/x", status_code=202)
    def view(
        tasks: BackgroundTasks,
        response: Response,
        name: Annotated[str, Depends(user)],
        state=Depends(connection),
    ):
        tasks.add_task(log.append, "task")
        response.headers["X-Given"] = "1"
        response.set_cookie("a", "1")
        return f"{name} {state}"

    answer = Client(app).ask("GET /x?user=ada")
    assert (answer.status, answer.body, answer.header("x-given")) == (202, b"ada open", "1")
    assert answer.header("set-cookie") is not None
    assert log == ["task", "closed"]
    assert Client(app).ask("GET /x").status == 400


def test_a_declared_response_model_or_class_leaves_the_result_to_fastapi(app):
    class Out(BaseModel):
        name: str

    @app.get("/model", response_model=Out)
    def model():
        return {"name": "x", "secret": 1}

    @app.get("/class", response_class=HTMLResponse)
    def html():
        return "<p>"

    @app.get("/annotated")
    def annotated() -> Out:
        return {"name": "x", "b": 1}

    @app.get("/async", response_model=Out, status_code=201)
    async def coroutine():
        return {"name": "x", "secret": 1}

    client = Client(app)
    assert client.ask("GET /model").body == b'{"name":"x"}'
    assert client.ask("GET /class").body == b"<p>"
    assert client.ask("GET /annotated").body == b'{"b":1,"name":"x"}\n'
    assert (client.ask("GET /async").status, client.ask("GET /async").body) == (
        201,
        b'{"name":"x"}',
    )


def test_a_status_that_is_declared_counts_unless_the_view_gives_one(app):
    app.post("/x", status_code=201)(lambda: {"a": 1})
    app.post("/y", status_code=201)(lambda: ({"a": 1}, 409))
    client = Client(app)
    assert client.ask("POST /x").status == 201
    assert client.ask("POST /y").status == 409


def test_a_default_without_annotation_is_no_query_parameter(app):
    @app.get("/")
    @app.get("/{page:int}", name="page")
    def index(page=1, request=None):
        return f"{page} {request}"

    client = Client(app)
    assert client.ask("GET /?page=7&request=x").body == b"1 None"
    assert client.ask("GET /7").body == b"7 None"


def test_a_parameter_named_request_gets_the_request(app):
    app.get("/{name}")(lambda request, name: f"{request.path} {name}")
    assert Client(app).ask("GET /x").body == b"/x x"


def test_lifespan_and_handlers_of_fastapi_work(app):
    class Gone(Exception):
        pass

    @app.exception_handler(Gone)
    async def gone(request, error):
        return HTMLResponse("gone", 410)

    @app.exception_handler(404)
    async def missing(request, error):
        return HTMLResponse("fastapi 404", 404)

    @app.get("/x")
    def view():
        raise Gone

    client = Client(app)
    assert client.ask("GET /x").status == 410
    assert client.ask("GET /nope").body == b"fastapi 404"


def test_websockets_have_the_application():
    app = Application("sockets")
    seen = []

    @app.websocket("/ws")
    async def talk(websocket: WebSocket):
        await websocket.accept()
        seen.append((current_app.name, has_request_context()))
        await websocket.close()

    async def connect(path):
        async def receive():
            return {"type": "websocket.connect"}

        async def send(message):
            seen.append(message["type"])

        scope = {"type": "websocket", "path": path, "headers": [], "query_string": b""}
        await app(scope, receive, send)

    asyncio.run(connect("/ws"))
    assert seen == ["websocket.accept", ("sockets", False), "websocket.close"]
    seen.clear()
    asyncio.run(connect("/none"))
    assert seen == ["websocket.close"]


def test_settings_have_attributes_of_their_own(app):
    assert (app.debug, app.testing, app.secret_key) == (False, False, None)
    app.testing = True
    app.secret_key = "k"
    app.debug = True
    assert (app.config["TESTING"], app.config["SECRET_KEY"], app.config["DEBUG"]) == (
        True,
        "k",
        True,
    )
    assert Application("x", debug=True).config["DEBUG"] is True


def write_package(folder: Path, name: str) -> None:
    package = folder / name
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "data.txt").write_text("té", "utf-8")
    (folder / "instance").mkdir(exist_ok=True)
    (folder / "instance" / "x.cfg").write_text("A = 1")


def test_files_are_found_where_flask_finds_them(tmp_path, monkeypatch):
    write_package(tmp_path, "shop_of_files")
    monkeypatch.syspath_prepend(tmp_path)
    theirs, ours = flask.Flask("shop_of_files"), Application("shop_of_files")
    for app in (theirs, ours):
        with app.open_resource("data.txt") as file:
            assert file.read() == "té".encode()
        with app.open_resource("data.txt", "r") as file:
            assert file.read() == "té"
        with app.open_instance_resource("x.cfg", "r") as file:
            assert file.read() == "A = 1"
    assert str(ours.root_path) == theirs.root_path
    assert ours.instance_path == theirs.instance_path
    assert ours.name == theirs.name == ours.title
    relative = Application("shop_of_files", instance_relative_config=True)
    relative.config.from_pyfile("x.cfg")
    assert relative.config["A"] == 1
    with pytest.raises(ValueError, match="reading"):
        ours.open_resource("data.txt", "w")
    monkeypatch.delitem(sys.modules, "shop_of_files", raising=False)


@pytest.mark.parametrize(
    "name", ["flask", "json.decoder", "os", "__main__", "no_such_module_at_all"]
)
def test_folders_of_modules_are_flasks(name):
    theirs, ours = flask.Flask(name, static_folder=None), Application(name, static_folder=None)
    assert str(ours.root_path) == theirs.root_path
    assert ours.name == theirs.name


def test_static_files_are_served_for_app_and_routers(tmp_path):
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "a.txt").write_text("app")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "a.txt").write_text("router")
    app = Application(__name__, root_path=str(tmp_path))
    router = Router("r", prefix="/r", static_folder="own", root_path=str(tmp_path))
    app.include_router(router)
    client = Client(app)
    assert client.ask("GET /static/a.txt").body == b"app"
    assert client.ask("GET /r/own/a.txt").body == b"router"
    assert client.ask("GET /static/none").status == 404
    assert client.ask("POST /static/a.txt").status == 405
    assert [rule.endpoint for rule in app.url_map.rules] == ["static", "r.static"]


def test_the_logger_writes_to_stderr_unless_logging_is_set_up(capsys, monkeypatch):
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    app = Application("an_app_that_logs")
    app.logger.warning("hello")
    assert "WARNING in test_application: hello" in capsys.readouterr().err
    assert app.logger is logging.getLogger("an_app_that_logs")


def test_templates_can_be_given_filters_tests_and_globals(app):
    router = Router("r")
    app.template_filter()(lambda value: f"{value}!")
    app.template_filter("loud")(lambda value: f"{value}!")
    app.template_test("tiny")(lambda value: value < 3)
    app.template_global("pi")(lambda: 3)
    router.app_template_filter("quiet")(lambda value: f"({value})")
    app.include_router(router)
    template = app.jinja_env.from_string(
        "{{ 'x'|loud }} {{ 2 is tiny }} {{ pi() }} {{ 'y'|quiet }}"
    )
    assert template.render() == "x! True 3 (y)"


def test_context_processors_are_those_of_the_app_and_the_routers_of_the_route(app):
    outer, inner = Router("o", prefix="/o"), Router("i", prefix="/i")
    for number, owner in enumerate((app, outer, inner)):
        owner.context_processor(lambda number=number: {f"n{number}": number, "last": number})
        owner.get("/x")(
            lambda: render_template_string("{{ n0 }}{{ n1 }}{{ n2 }} {{ last }}{{ all }}")
        )
    inner.app_context_processor(lambda: {"all": "!"})
    outer.include_router(inner)
    app.include_router(outer)
    client = Client(app)
    assert [client.ask(f"GET {path}").body for path in ("/x", "/o/x", "/o/i/x")] == [
        b"0 0!", b"01 1!", b"012 2!",
    ]  # fmt: skip
