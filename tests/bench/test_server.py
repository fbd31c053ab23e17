"""A variant behind its server: the command line, starting, failing, and what is left."""

import itertools
import sys
import time

import httpx
import psutil
import pytest

from unflask.bench.server import Server, ServerError, command
from unflask.model.bench import LoadRequest, Variant

from .serving import FINE, WSGI, asgi, eventually, group, is_free, variant

PROBE = LoadRequest("r", "GET", "/")


def flags(line):
    """The options of a command line with their values."""
    return {a: b for a, b in itertools.pairwise(line) if a.startswith("--")}


@pytest.mark.parametrize(
    ("worker_class", "threads"), [("sync", 1), ("gthread", 25), ("gevent", 1), ("own.Worker", 3)]
)
def test_gunicorn_gets_its_class_workers_and_threads(worker_class, threads):
    line = command(Variant("a", "gunicorn", ".", "shop:make()", 4, worker_class, threads), 81)
    assert line[:4] == [sys.executable, "-m", "gunicorn", "shop:make()"]
    found = flags(line)
    assert (found["--worker-class"], found["--threads"]) == (worker_class, str(threads))
    assert (found["--workers"], found["--bind"]) == ("4", "127.0.0.1:81")


def test_gunicorn_ends_no_worker_before_any_client_has_given_up():
    assert int(flags(command(Variant("a", "gunicorn", ".", "a:b"), 81))["--timeout"]) > 30


@pytest.mark.parametrize(
    ("app", "target", "factory"), [("m:app", "m:app", False), ("m:make()", "m:make", True)]
)
def test_uvicorn_is_told_of_a_factory(app, target, factory):
    line = command(Variant("a", "uvicorn", ".", app, 3, python="/x/python"), 81)
    assert line[:4] == ["/x/python", "-m", "uvicorn", target]
    assert ("--factory" in line) is factory
    found = flags(line)
    assert (found["--host"], found["--port"], found["--workers"]) == ("127.0.0.1", "81", "3")


SERVED = [
    ("uvicorn", FINE, 1, "sync"),
    ("uvicorn", FINE, 2, "sync"),
    ("gunicorn", WSGI, 2, "sync"),
    ("gunicorn", WSGI, 1, "gevent"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "source", "workers", "worker_class"), SERVED)
def test_nothing_of_it_is_left_afterwards(tmp_path, kind, source, workers, worker_class):
    served = variant(
        tmp_path / "tree", "a", kind, source, workers=workers, worker_class=worker_class
    )
    with Server(served, tmp_path) as server:
        server.ready(PROBE)
        assert httpx.get(server.base, trust_env=False).text == "fine"
        assert server.ended() == ""
        pid, port = server.pid, server.port
        assert len(group(pid)) >= workers
        assert not is_free(port)
    # What was killed takes a moment to go.
    assert eventually(lambda: group(pid) == [])
    assert is_free(port)
    assert not psutil.pid_exists(pid)


HELPER = """
import subprocess, sys
CODE = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(7, flush=True); time.sleep(600)"
subprocess.Popen([sys.executable, "-c", CODE], stdout=subprocess.PIPE).stdout.readline()
"""


def test_a_process_of_it_that_will_not_end_is_ended_all_the_same(tmp_path):
    served = variant(tmp_path / "tree", source=FINE + HELPER)
    with Server(served, tmp_path) as server:
        server.ready(PROBE)
        pid = server.pid
        assert len(group(pid)) == 2
    assert eventually(lambda: group(pid) == [])


def test_it_is_gone_after_an_error_inside(tmp_path):
    served = variant(tmp_path / "tree", source=FINE)
    server = Server(served, tmp_path)
    with pytest.raises(ZeroDivisionError), server:
        server.pid / 0
    assert is_free(server.port)


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 3])
@pytest.mark.parametrize("kind", ["gunicorn", "uvicorn"])
def test_an_app_that_cannot_be_imported_is_told_soon_with_the_reason(tmp_path, kind, workers):
    served = variant(tmp_path / "tree", "shop", kind, "import missing_one", workers=workers)
    began = time.monotonic()
    with (
        pytest.raises(ServerError, match=r"(?s)^shop does not start: .*missing_one"),
        Server(served, tmp_path) as server,
    ):
        server.ready(PROBE)
    assert time.monotonic() - began < 40  # It would wait a minute for a server that says nothing.


@pytest.mark.slow
def test_what_is_told_names_no_folder_of_this_machine(tmp_path):
    source = "def deep():\n    raise OSError('no luck')\n\ndeep()"
    served = variant(tmp_path / "tree", "shop", "gunicorn", source)
    with pytest.raises(ServerError, match="no luck") as caught, Server(served, tmp_path) as server:
        server.ready(PROBE)
    assert str(tmp_path) not in str(caught.value)


def test_a_server_that_says_nothing_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("unflask.bench.server._START", 1.0)
    served = variant(
        tmp_path / "tree", source="import time\nprint('dozing', flush=True)\ntime.sleep(60)"
    )
    with (
        pytest.raises(ServerError, match=r"(?s)a did not answer within 1 s.*dozing"),
        Server(served, tmp_path) as server,
    ):
        server.ready(PROBE)


def test_any_answer_says_that_it_is_ready(tmp_path):
    served = variant(tmp_path / "tree", source=asgi("await send_all(send, 500)"))
    with Server(served, tmp_path) as server:
        server.ready(PROBE)
        assert server.ended() == ""


def test_an_end_is_told_with_the_last_lines_of_the_log(tmp_path):
    source = asgi("print('out of wine', flush=True); os._exit(3)")
    with Server(variant(tmp_path / "tree", source=source), tmp_path) as server:
        with pytest.raises(ServerError, match="a does not start: the server ended with status 3"):
            server.ready(PROBE)
        assert "out of wine" in server.ended()


def test_the_app_sees_its_variables_and_its_folder(tmp_path):
    text = "f\"{os.environ['SHOP']} {os.path.basename(os.getcwd())}\".encode()"
    source = asgi(f"await send_all(send, 200, {text})")
    served = variant(tmp_path / "tree", source=source, env={"SHOP": "é"})
    with Server(served, tmp_path) as server:
        server.ready(PROBE)
        assert httpx.get(server.base, trust_env=False).text == "é tree"


def test_no_compiled_files_are_left_in_the_project(tmp_path):
    with Server(variant(tmp_path / "tree", source=FINE), tmp_path) as server:
        server.ready(PROBE)
    assert not (tmp_path / "tree" / "__pycache__").exists()
