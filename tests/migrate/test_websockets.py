"""WebSockets of Flask-Sock: a client gets the same from Flask and from FastAPI."""

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from unflask.analysis.files import read_project
from unflask.migrate import Options, migrate
from unflask.migrate.write import write
from unflask.replay.side import Side, Subject

CHAT = """
from flask import Blueprint, Flask, abort, g, redirect, request, session, url_for
from flask_sock import Sock
from simple_websocket import ConnectionClosed

early = Sock()
rooms = Blueprint("rooms", __name__, url_prefix="/rooms")
ENDS = []


@early.route("/early/<name>")
def greet(ws, name):
    ws.send(f"hello {name}")


@early.route("/<int:number>/times", bp=rooms)
def times(ws, number):
    for index in range(number):
        ws.send(str(index))
    ws.close(4001, "enough")


def create_app():
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY="chat", SOCK_SERVER_OPTIONS={"subprotocols": ["v2", "v1"], "max_message_size": 64}
    )
    sock = Sock(app)
    early.init_app(app)
    app.register_blueprint(rooms)

    @app.before_request
    def who():
        g.user = request.args.get("user", "nobody")
        if g.user == "ghost":
            abort(403)
        if g.user == "lost":
            return redirect("/login")

    @app.post("/login")
    def login():
        session["user"] = request.form["user"]
        return "in"

    @app.get("/ends")
    def ends():
        return {"ends": ENDS, "times": url_for("rooms.times", number=3)}

    @sock.route("/echo")
    def echo(ws):
        ws.send(f"{ws.subprotocol} {g.user} {session.get('user')} {request.path} {request.endpoint}")
        while True:
            data = ws.receive()
            if data == "stop":
                break
            ws.send(data if isinstance(data, bytes) else data.upper())
        return "nothing of it"

    @sock.route("/patient")
    def patient(ws):
        ws.send(str(ws.receive(timeout=0)))
        ws.send(str(ws.receive(timeout=0.05)))
        try:
            while True:
                ws.send(ws.receive())
        except ConnectionClosed as end:
            ENDS.append([end.reason, end.message, ws.connected])

    @sock.route("/failing")
    def failing(ws):
        ws.send("now")
        raise KeyError("then")

    return app
"""


@pytest.fixture(scope="module")
def sides(tmp_path_factory):
    place = tmp_path_factory.mktemp("chat")
    before, after = place / "before", place / "after"
    before.mkdir()
    (before / "app.py").write_text(CHAT)
    migration = migrate(read_project(before), Options())
    assert {route.state for route in migration.result.routes} == {"converted"}
    assert not migration.result.markers
    write(migration, after, force=False)
    assert "flask" not in (after / "app.py").read_text().lower().replace("compat", "")
    works = [place / "a", place / "b"]
    for work in works:
        work.mkdir()
    with (
        Side(Subject("wsgi", before, "app:create_app"), works[0]) as flask,
        Side(Subject("asgi", after, migration.result.asgi), works[1]) as fastapi,
    ):
        yield flask.base, fastapi.base


def talk(base, path, *sent, **options):
    """Return what a client gets that sends this, the end included."""
    got = []
    try:
        with opened(base, path, **options) as client:
            if sent:
                got.append(client.recv(timeout=5))  # Else the answer may come after it all.
            for data in sent:
                client.send(data)
            while True:
                try:
                    got.append(client.recv(timeout=0.5))
                except TimeoutError:
                    if client.protocol.close_rcvd is not None:
                        break  # Werkzeug leaves the connection to the client then.
    except InvalidStatus as refused:
        return [("refused", refused.response.status_code, refused.response.headers.get("Location"))]
    except ConnectionClosed as end:
        if end.rcvd is None:
            return [*got, "broken off"]
    end = client.protocol.close_rcvd
    return [*got, ("closed", end.code, end.reason)]


def opened(base, path, **options):
    return connect(base.replace("http", "ws") + path, proxy=None, close_timeout=0.2, **options)


@pytest.mark.parametrize(
    ("path", "sent", "options"),
    [
        ("/echo", ["abc", b"\x00\xff", "", "stop"], {}),
        ("/echo?user=ann", ["stop"], {"subprotocols": ["v1", "v2"]}),
        ("/echo", ["stop"], {"subprotocols": ["v3"]}),
        ("/echo", ["x" * 65, "stop"], {}),
        ("/echo?user=ghost", ["stop"], {}),
        ("/echo?user=lost", ["stop"], {}),
        ("/early/w%C3%B6rld", [], {}),
        ("/rooms/3/times", [], {}),
        ("/rooms/x/times", [], {}),
        ("/nowhere", [], {}),
        ("/ends", [], {}),
    ],
)
def test_a_client_gets_the_same_from_both(sides, path, sent, options):
    flask, fastapi = (talk(base, path, *sent, **options) for base in sides)
    assert fastapi == flask
    assert flask


def test_the_session_of_a_browser_is_there(sides):
    said = []
    for base in sides:
        with httpx.Client(base_url=base, trust_env=False) as browser:
            browser.post("/login", data={"user": "ann"})
            cookie = "; ".join(f"{k}={v}" for k, v in browser.cookies.items())
        said.append(talk(base, "/echo", "stop", additional_headers={"Cookie": cookie}))
    assert said[0] == said[1]
    assert said[0][0] == "None nobody ann /echo echo"


def test_a_function_learns_how_its_connection_ended(sides):
    ends = []
    for base in sides:
        with opened(base, "/patient") as client:
            assert [client.recv(timeout=5) for _ in range(2)] == ["None", "None"]
            client.send("x")
            assert client.recv(timeout=5) == "x"
            client.close(4321, "tired")
        with httpx.Client(base_url=base, trust_env=False) as browser:
            for _ in range(50):
                found = browser.get("/ends").json()
                found["times"] = found["times"].replace(f"{base}/".replace("http", "ws"), "over ")
                if found["ends"]:
                    break
        ends.append(found)
    assert ends[0] == ends[1] == {"ends": [[4321, "tired", False]], "times": "over rooms/3/times"}


def test_what_fails_is_broken_off_after_what_was_sent(sides):
    flask, fastapi = sides
    with opened(flask, "/failing") as client:
        assert client.recv(timeout=5) == "now"
        # Werkzeug writes a page after it, which no client can read; some wait for more.
        with pytest.raises((ConnectionClosed, TimeoutError)):
            client.recv(timeout=0.5)
    with opened(fastapi, "/failing") as client:
        assert client.recv(timeout=5) == "now"
        with pytest.raises(ConnectionClosed):
            client.recv(timeout=5)


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_what_is_no_websocket_is_refused_as_before(sides, method):
    with httpx.Client(trust_env=False) as client:
        flask, fastapi = (client.request(method, f"{base}/echo") for base in sides)
    assert fastapi.status_code == flask.status_code
    assert fastapi.headers.get("allow") == flask.headers.get("allow")
