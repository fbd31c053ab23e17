"""An application's own tests, recorded on both sides and compared."""

import base64
import gzip
import json
from dataclasses import replace

import pytest

from unflask.model.exchange import Exchange, Request, Response
from unflask.replay.record import SuiteRun, TestRun, read_recording, record_suite
from unflask.replay.rules import Route
from unflask.replay.settle import Migration, Options
from unflask.replay.suites import as_sent_by, compare_suites, suites_of
from unflask.replay.verdict import roll_up

FLASK = """
import os, uuid
from flask import Flask, Response, request

app = Flask(__name__)

@app.route("/a", methods=["GET", "POST"])
def a():
    return {"got": request.get_data(as_text=True), "id": uuid.uuid4().hex}

@app.get("/b")
def b():
    return "b", int(os.environ.get("STATUS", "200"))

@app.get("/stream")
def stream():
    return Response(iter(["x", "y"]))

@app.get("/crash")
def crash():
    raise KeyError("no")
"""
FASTAPI = """
import os, uuid
from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse

app = FastAPI()

@app.api_route("/a", methods=["GET", "POST"])
async def a(request: Request):
    return {"got": (await request.body()).decode(), "id": uuid.uuid4().hex}

@app.get("/b")
def b():
    return HTMLResponse("b", int(os.environ.get("STATUS", "200")))

@app.get("/stream")
def stream():
    return HTMLResponse("xy")

@app.get("/crash")
def crash():
    raise KeyError("no")
"""
TESTS = """
import pytest

def test_a(client):
    assert client.get("/a").status_code == 200
    assert client.post("/a", data=b"hi").status_code == 200

def test_b(client):
    assert client.get("/b?x=1").status_code == 200

def test_stream(client):
    client.get("/stream")

@pytest.mark.parametrize("n", [1, 2])
def test_many(client, n):
    for _ in range(n):
        client.get("/b")

def test_crash(client):
    with pytest.raises(KeyError):
        client.get("/crash")

def test_no_request():
    pass

@pytest.mark.skip
def test_skipped():
    pass

@pytest.mark.xfail
def test_xfail():
    assert False
"""
CLIENTS = {
    "wsgi": "from app import app\nimport pytest\n@pytest.fixture\ndef client():\n"
    "    app.testing = True\n    return app.test_client()\n",
    "asgi": "from app import app\nimport pytest\nfrom starlette.testclient import TestClient\n"
    "@pytest.fixture\ndef client():\n"
    "    class Client(TestClient):\n"
    "        def post(self, url, data):\n            return super().post(url, content=data)\n"
    "    return Client(app)\n",
}
ROUTES = [Route("/a", ("GET", "POST")), Route("/b", ("GET",)), Route("/stream", ("GET",))]


@pytest.fixture
def run(tmp_path):
    def run(kind, source=None, tests=TESTS, **env):
        tree, work = tmp_path / f"tree-{kind}", tmp_path / "work"
        tree.mkdir(exist_ok=True)
        work.mkdir(exist_ok=True)
        (tree / "app.py").write_text(source or {"wsgi": FLASK, "asgi": FASTAPI}[kind])
        (tree / "conftest.py").write_text(CLIENTS[kind])
        (tree / "test_app.py").write_text(tests)
        return record_suite(tree, ["-q"], tmp_path / "out.jsonl", kind=kind, work=work, env=env)

    return run


@pytest.mark.parametrize("kind", ["wsgi", "asgi"])
def test_outcomes_and_exchanges_are_recorded_per_test(run, kind):
    found = run(kind)
    assert found.counts == {"passed": 7, "skipped": 1, "xfailed": 1}
    tests = {name.partition("::")[2]: test for name, test in found.tests.items()}
    get, post = tests["test_a"].exchanges
    assert (get.request.method, get.request.target) == ("GET", "/a")
    assert (post.request.body, b'"got":"hi"' in post.response.body) == (b"hi", True)
    assert tests["test_b"].exchanges[0].request.target == "/b?x=1"
    assert len(tests["test_many[2]"].exchanges) == 2
    (crash,) = tests["test_crash"].exchanges
    assert (crash.response, crash.error) == (None, "KeyError: 'no'")
    assert tests["test_no_request"].exchanges == ()


def test_a_suite_with_the_same_answers_is_equal_in_spite_of_noise(run):
    before, again, after = run("wsgi"), run("wsgi"), run("asgi")
    result = compare_suites(before, after, again=again, routes=ROUTES)
    assert result.changed == ()
    assert [d for one in result.compared for d in one.differences] == []
    assert {one.got.request.target for one in result.compared if one.unsettled} == {"/stream"}


def test_a_test_that_fails_afterwards_names_its_routes(run):
    before, after = run("wsgi"), run("asgi", STATUS="404")
    result = compare_suites(before, after, routes=ROUTES)
    (row,) = result.changed
    assert (row["test"], row["before"], row["after"]) == ("test_app.py::test_b", "passed", "failed")
    assert row["routes"] == ["GET /b"]
    assert "404" in row["message"]
    differing = {one.got.route for one in result.compared if one.differences}
    assert "GET /b" in differing


SHORT = "def test_a(client):\n    assert client.get('/a').status_code == 200\n"


def test_a_test_that_passes_with_fewer_requests_is_different(run):
    before, after = run("wsgi", tests=SHORT + "    client.get('/b')"), run("asgi", tests=SHORT)
    result = compare_suites(before, after, routes=ROUTES)
    (difference,) = [d for one in result.compared for d in one.differences if d.aspect == "error"]
    assert (difference.where, difference.expected) == ("requests", "GET /b")
    assert (difference.got, difference.exchange.route) == ("not requested", "GET /b")


def test_requests_of_a_test_that_no_longer_runs_say_nothing(run):
    before, after = run("wsgi"), run("asgi", tests="def test_other(): pass")
    result = compare_suites(before, after, routes=ROUTES)
    assert not any(one.differences or one.equal for one in result.compared)
    assert {row["after"] for row in result.changed} == {"not run"}
    states = {proof.state for proof in roll_up(ROUTES, result.compared, result.changed)}
    assert states == {"unproven"}


def test_what_the_test_client_says_of_itself_is_no_difference():
    def echoing(agent, boundary):
        kind = f"multipart/form-data; boundary={boundary}"
        request = Request("POST", "/", (("User-Agent", agent), ("Content-Type", kind)))
        return Exchange(request, Response(200, (), f"{agent} {kind} kept".encode()))

    old, new = echoing("Werkzeug/3.1.9", "--a1"), echoing("testclient", "--b2")
    assert as_sent_by(old.request, new).response == old.response
    assert as_sent_by(old.request, old) == old


SMALL_APP = """
from flask import Flask
def test_small():
    app = Flask("small")
    app.add_url_rule("/b", "b", lambda: "small")
    assert app.test_client().get("/b").data == b"small"
"""


def test_an_app_that_a_test_builds_is_not_the_real_one(run):
    before = run("wsgi", tests=SMALL_APP)
    result = compare_suites(before, before, routes=ROUTES)
    assert [one.got.route for one in result.compared] == [None]


def test_a_compressed_body_is_compared_as_what_it_holds(tmp_path):
    packed = base64.b64encode(gzip.compress(b"plain")).decode()
    response = {"status": 200, "headers": [["Content-Encoding", "gzip"]], "body_base64": packed}
    request = {"method": "GET", "target": "/", "headers": [], "body": ""}
    line = {"test": "t", "number": 0, "rules": None, "request": request, "response": response}
    (tmp_path / "a.jsonl").write_text(json.dumps(line))
    (exchange,) = read_recording(tmp_path / "a.jsonl")["t"].exchanges
    assert exchange.response.body == b"plain"


def test_a_suite_that_cannot_start_says_why(run):
    found = run("wsgi", source="import nothing_of_that_name")
    assert found.tests == {}
    assert found.status != 0
    assert "nothing_of_that_name" in found.log


def test_tests_that_still_ask_flask_are_recorded_where_nothing_was_converted(tmp_path):
    tests = "from app import app\n\n\ndef test_b():\n    assert app.test_client().get('/b').data == b'b'\n"
    for side in ("source", "out"):
        (tmp_path / side).mkdir()
        (tmp_path / side / "app.py").write_text(FLASK)
        (tmp_path / side / "test_app.py").write_text(tests)
    left = Route("/b", ("GET",), "b", state="left")
    migration = Migration(tmp_path / "source", "app:app", "asgi:app", "wire", (left,))
    compared, suites = suites_of(
        migration, tmp_path / "out", tmp_path, "wire", Options(), lambda _: None
    )
    assert suites["after"]["passed"] == 1
    assert [(pair.got.route, pair.differences) for pair in compared] == [("GET /b", ())]


SEEDED = """
import os, pathlib
from flask import Flask
app = Flask(__name__)
count = pathlib.Path(os.environ["RUNS"])
count.write_text(count.read_text() + "x")
LETTER = "aabc"[len(count.read_text()) - 1]
@app.get("/letter")
def letter(): return f"{LETTER} {SIDE}"
"""


@pytest.mark.parametrize(("side", "wheres"), [("before", []), ("after", ["body"])])
def test_what_was_the_same_twice_by_chance_is_noise_and_all_else_is_not(tmp_path, side, wheres):
    (tmp_path / "runs").write_text("")
    for tree, name in (("source", "before"), ("out", side)):
        (tmp_path / tree).mkdir()
        (tmp_path / tree / "app.py").write_text(SEEDED + f"SIDE = {name!r}\n")
        test = "from app import app\n\ndef test_it():\n    app.test_client().get('/letter')\n"
        (tmp_path / tree / "test_app.py").write_text(test)
    left = Route("/letter", ("GET",), "letter", state="left")
    migration = Migration(tmp_path / "source", "app:app", "asgi:app", "wire", (left,))
    options = Options(env={"RUNS": str(tmp_path / "runs")})
    compared, _ = suites_of(migration, tmp_path / "out", tmp_path, "wire", options, lambda _: None)
    assert [d.aspect for pair in compared for d in pair.differences] == wheres
    assert (tmp_path / "runs").read_text() == "xxxx"


def _made(status, identifier):
    """A test that makes something and then asks for it by the identifier that it got."""
    made = Response(201, (("Location", f"/things/{identifier}"),), identifier.encode())
    asked = Response(status, (), identifier.encode())
    return TestRun(
        "t",
        "passed",
        exchanges=(
            Exchange(Request("POST", "/things"), made),
            Exchange(Request("GET", f"/things/{identifier}"), asked),
        ),
        rules=(None, None),
    )


THINGS = (Route("/things", ("POST",)), Route("/things/<name>", ("GET",)))


def _compared(*runs):
    before, again, after = (SuiteRun({"t": run}, 0) for run in runs)
    return compare_suites(before, after, again=again, routes=THINGS).compared


def test_identifiers_that_are_made_up_on_the_way_are_noise():
    found = _compared(_made(200, "a1"), _made(200, "b2"), _made(200, "c3"))
    assert [(pair.got.route, pair.equal) for pair in found] == [
        ("POST /things", True),
        ("GET /things/<name>", True),
    ]


def test_another_status_is_a_difference_whatever_the_identifiers():
    found = _compared(_made(200, "a1"), _made(200, "b2"), _made(404, "c3"))
    assert [d.aspect for pair in found for d in pair.differences] == ["status"]


def test_what_differs_in_a_test_that_asks_otherwise_each_time_settles_nothing():
    longer = _made(200, "b2")
    extra = Exchange(Request("GET", "/things/x"), Response(200, (), b"x"))
    longer = replace(longer, exchanges=(*longer.exchanges, extra), rules=(None, None, None))
    found = _compared(_made(200, "a1"), longer, _made(200, "c3"))
    assert [bool(pair.unsettled) for pair in found] == [True, True]
    found = _compared(_made(200, "a1"), longer, _made(500, "c3"))
    assert [d.aspect for pair in found for d in pair.differences] == ["status"]
