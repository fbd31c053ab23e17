"""Serving an application in a child process: starting, failing, stopping, equal state."""

import os
import signal
import subprocess
import sys
import time

import httpx
import pytest

from unflask.replay.httpfile import read_http
from unflask.replay.send import Sender
from unflask.replay.settle import Migration, Options
from unflask.replay.side import Side, SideError, Subject
from unflask.replay.trees import changed_files, fresh_copy
from unflask.replay.verify import subjects

APP = """
import os
from pathlib import Path
from flask import Flask, request

app = Flask(__name__)
SEEN = Path("seen.txt")

@app.route("/", methods=["GET", "POST"])
def index():
    SEEN.write_text(SEEN.read_text() + "x" if SEEN.exists() else "x")
    return SEEN.read_text()

@app.route("/<path:p>", methods=["GET", "POST"])
def echo(p):
    return f"{request.environ['RAW_URI']} {request.headers.get('X-A')} {request.host} {request.get_data()}"

@app.get("/slow")
def slow():
    import time
    time.sleep(5)

@app.get("/bad")
def bad():
    raise KeyError("x")
"""


@pytest.fixture
def tree(tmp_path):
    place = tmp_path / "tree"
    place.mkdir()
    (place / "app.py").write_text(APP)
    return place


@pytest.fixture
def work(tmp_path):
    place = tmp_path / "work"
    place.mkdir()
    return place


def answers(side, text, **options):
    return Sender(side, **options).send_all(read_http(text, "a.http"))


def test_every_start_has_a_fresh_copy_of_the_state(tree, work):
    for _ in range(2):
        with Side(Subject("wsgi", tree), work) as side:
            bodies = [e.response.body for e in answers(side, "GET /\n###\nGET /\n")]
            assert bodies == [b"x", b"xx"]
    assert not (tree / "seen.txt").exists()


def test_a_request_arrives_as_it_was_written(tree, work):
    text = "POST /x//a%2fb/../c?x=%20&y HTTP/1.1\nX-A: é\nContent-Type: text/plain\n\nbody"
    with Side(Subject("wsgi", tree), work) as side:
        (exchange,) = answers(side, text)
    assert exchange.response.body.decode().startswith("/x//a%2fb/../c?x=%20&y ")
    assert exchange.response.body.decode().endswith(" localhost b'body'")


def test_a_hanging_view_is_an_error_and_the_next_request_goes_on(tree, work):
    with Side(Subject("wsgi", tree), work) as side:
        slow, fine = answers(side, "GET /slow\n###\nGET /\n", timeout=0.2)
    assert (slow.response, slow.error) == (None, "no answer within 0.2 s")
    assert fine.response.status == 200


def test_what_the_app_logged_of_a_crash_is_kept(tree, work):
    with Side(Subject("wsgi", tree), work) as side:
        (exchange,) = answers(side, "GET /bad\n")
    assert (exchange.response.status, exchange.error) == (500, "KeyError: 'x'")


def test_it_is_gone_afterwards(tree, work):
    with Side(Subject("wsgi", tree), work) as side:
        base = side.base
        assert httpx.get(base, trust_env=False).status_code == 200
    with pytest.raises(httpx.ConnectError):
        httpx.get(base, trust_env=False)
    side.stop()


@pytest.mark.parametrize(
    ("kind", "app", "source", "told"),
    [
        ("wsgi", "", "1/0", "the original app does not start: ZeroDivisionError: division by zero"),
        ("wsgi", "app", "", "the original app (app) does not start: NoAppException"),
        ("asgi", "app", "", "no app, application, create_app or make_app in module 'app'"),
        ("asgi", "app:none", "", "has no attribute 'none'"),
        ("asgi", "none:app", "", "ModuleNotFoundError: No module named 'none'"),
        ("asgi", "app:app", "import os\nos._exit(3)", "its process ended"),
        ("asgi", "app:app", "app = 7\nimport time\ntime.sleep(9)", "did not answer within 0.5 s"),
    ],
)
def test_an_app_that_does_not_start_is_told_in_a_sentence(tree, work, kind, app, source, told):
    (tree / "app.py").write_text(source)
    timeout = 0.5 if "sleep" in source else 10
    with (
        pytest.raises(SideError) as caught,
        Side(Subject(kind, tree, app), work, start_timeout=timeout),
    ):
        pass
    first, *trace = str(caught.value).splitlines()
    assert told in first
    assert str(work) not in str(caught.value)
    assert len(trace) < 10


@pytest.mark.parametrize(
    ("app", "source"),
    [
        ("app", "application = F()"),
        ("app:app", "app = F()"),
        ("app:make()", "def make(): return F()"),
        ("app:make", "def make(): return F()"),
        ("app:make(1, b='2')", "def make(a, b):\n    assert (a, b) == (1, '2')\n    return F()"),
        ("app", "def create_app(): return F()"),
    ],
)
def test_the_ways_to_name_an_asgi_app(tree, work, app, source):
    (tree / "app.py").write_text(f"from fastapi import FastAPI as F\n{source}")
    with Side(Subject("asgi", tree, app), work) as side:
        assert httpx.get(side.base, trust_env=False).status_code == 404


def test_a_failing_lifespan_is_a_failing_start(tree, work):
    source = "from fastapi import FastAPI\nasync def life(app):\n    raise OSError('no database')\n    yield\n"
    (tree / "app.py").write_text(source + "app = FastAPI(lifespan=life)")
    with (
        pytest.raises(SideError, match="start-up") as caught,
        Side(Subject("asgi", tree, "app"), work),
    ):
        pass
    assert "no database" in str(caught.value)


def test_a_setup_command_makes_the_state_of_every_side(tree, work):
    (tree / "make.py").write_text("import pathlib; pathlib.Path('seen.txt').write_text('made')")
    migration = Migration(tree, "app", "app:app", "wire", ())
    options = Options(setup=(sys.executable, "make.py"))
    original, migrated = subjects(migration, tree, options, work)
    assert original.overlay == migrated.overlay == {"seen.txt": b"made"}
    with Side(original, work) as side:
        assert httpx.get(side.base, trust_env=False).text == "madex"


def test_a_failing_setup_command_is_told(tree, work):
    setup = (sys.executable, "-c", "raise SystemExit('no rows')")
    with (
        pytest.raises(SideError, match=r"(?s)the setup command .* status 1.*no rows"),
        Side(Subject("wsgi", tree, setup=setup), work),
    ):
        pass


SCRIPT = """
import sys, time
from pathlib import Path
from unflask.replay.side import Side, Subject
with Side(Subject("wsgi", Path(sys.argv[1])), Path(sys.argv[2])) as side:
    print(side.base, flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_server_outlives_a_run_that_is_ended(tree, work, number):
    command = [sys.executable, "-c", SCRIPT, str(tree), str(work)]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    with run:
        base = run.stdout.readline().strip()
        assert httpx.get(base, trust_env=False).status_code == 200
        os.kill(run.pid, number)
        run.wait(5)
        assert gone(base)


def gone(base):
    for _ in range(100):
        try:
            httpx.get(base, trust_env=False)
        except httpx.TransportError:
            return True
        time.sleep(0.02)
    return False


def test_copies_leave_out_what_tools_keep_and_overlay_what_changed(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    for name in ("a.py", ".git/config", "env/pyvenv.cfg", "pkg/__pycache__/x.pyc", "pkg/b.py"):
        file = old / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    fresh_copy(old, new, {"instance/db": b"1"})
    assert sorted(str(p.relative_to(new)) for p in new.rglob("*") if p.is_file()) == [
        "a.py", "instance/db", "pkg/b.py"
    ]  # fmt: skip
    assert (new / "a.py").stat().st_mtime == (old / "a.py").stat().st_mtime
    (new / "a.py").write_text("other")
    assert changed_files(old, new) == {"a.py": b"other", "instance/db": b"1"}
