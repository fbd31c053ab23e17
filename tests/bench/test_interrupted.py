"""Ctrl-C, and an end from outside, in the middle of a benchmark: nothing is left of it."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

from .serving import eventually, is_free

pytestmark = pytest.mark.slow
PROGRAM = [sys.executable, "-c", "from unflask.cli.main import run; run()", "bench"]
STOPPED = "stopped; every server, and every database that was made for it, is down again\n"
FLASK = """
from pathlib import Path
from flask import Flask

app = Flask(__name__)

@app.get("/")
def index():
    with Path("seen.txt").open("a") as seen:
        seen.write("x")
    return "fine"
"""


@pytest.fixture
def shop(tmp_path):
    place = tmp_path / "shop"
    place.mkdir()
    (place / "shop.py").write_text(FLASK)
    return place


class Program:
    """`unflask bench` as a child with a temporary folder of its own, by which its processes are known."""

    def __init__(self, tmp_path, *arguments):
        # Short: PostgreSQL's socket goes elsewhere where its path would be too long for one.
        self.tmp = Path(tempfile.mkdtemp(prefix="uf-"))
        self.errors = tmp_path / "errors.txt"
        self.output = tmp_path / "output.txt"
        env = {**os.environ, "TMPDIR": str(self.tmp)}
        env.pop("DATABASE_URL", None)
        with self.errors.open("wb") as errors, self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [*PROGRAM, *map(str, arguments)], cwd=tmp_path, env=env, stdin=subprocess.DEVNULL,
                stdout=output, stderr=errors, start_new_session=True,
            )  # fmt: skip

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in [*self.all(), self.process]:
            process.kill()
        self.process.wait()
        shutil.rmtree(self.tmp)

    def all(self):
        """Every process that has inherited the temporary folder and is still at work."""
        found = []
        for process in psutil.process_iter():
            try:
                inherited = process.environ().get("TMPDIR") == str(self.tmp)
                if inherited and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
            except psutil.Error:
                continue
        return found

    def does(self, word):
        """Tell whether one of its processes has a word in its command line."""
        for process in self.all():
            try:
                if process.pid != self.process.pid and word in " ".join(process.cmdline()):
                    return True
            except psutil.Error:
                continue
        return False

    def ports(self):
        """The ports that its processes listen on."""
        found = set()
        for process in self.all():
            try:
                listening = process.net_connections("inet")
            except psutil.Error:
                continue
            found |= {c.laddr.port for c in listening if c.status == psutil.CONN_LISTEN}
        return found

    def has_ended_well(self, ports, late=2):
        """Check that it has said one sentence and left nothing.

        `late` is its status where another signal meets Python on its way out, when all is done.
        """
        assert self.process.wait(60) in {2, late}
        assert self.errors.read_text() == STOPPED
        assert self.output.read_text() == ""
        assert eventually(lambda: self.all() == []), self.all()
        assert [path for path in self.tmp.iterdir() if path.is_dir()] == []
        assert all(is_free(port) for port in ports)


def under_load(shop):
    """Tell whether the application has got more than the one request that looks whether it is there."""
    seen = shop / "seen.txt"
    return seen.exists() and seen.stat().st_size > 20


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("worker_class", ["sync", "gevent"])
def test_a_run_that_is_interrupted_says_so_and_leaves_nothing(tmp_path, shop, number, worker_class):
    options = ("--app", "shop", "--flask", worker_class, "--workers", 2, "--seconds", 300)
    with Program(tmp_path, shop, *options, "--route", "/", "--load-workers", 2) as program:
        assert eventually(lambda: under_load(shop), 60), program.errors.read_text()
        ports = program.ports()
        assert len(ports) >= 2  # The server's and Locust's.
        os.kill(program.process.pid, number)
        program.has_ended_well(ports)


def test_ctrl_c_in_a_terminal_reaches_everything_at_once(tmp_path, shop):
    options = ("--app", "shop", "--users", 5, "--seconds", 300, "--route", "/")
    with Program(tmp_path, shop, *options) as program:
        assert eventually(lambda: under_load(shop), 60), program.errors.read_text()
        ports = program.ports()
        os.killpg(program.process.pid, signal.SIGINT)
        program.has_ended_well(ports)


@pytest.mark.parametrize("pause", [0.0, 0.1, 0.4])
def test_an_impatient_second_ctrl_c_changes_nothing(tmp_path, shop, pause):
    options = ("--app", "shop", "--users", 5, "--seconds", 300, "--route", "/")
    with Program(tmp_path, shop, *options) as program:
        assert eventually(lambda: under_load(shop), 60), program.errors.read_text()
        ports = program.ports()
        for _ in range(2):
            with contextlib.suppress(ProcessLookupError):
                os.kill(program.process.pid, signal.SIGINT)
            time.sleep(pause)
        program.has_ended_well(ports, late=-signal.SIGINT)


@pytest.mark.parametrize("word", ["gunicorn", "locust"])
def test_a_start_that_is_interrupted_leaves_nothing(tmp_path, shop, word):
    options = ("--app", "shop", "--seconds", 300, "--route", "/")
    with Program(tmp_path, shop, *options) as program:
        assert eventually(lambda: program.does(word), 60), program.errors.read_text()
        os.kill(program.process.pid, signal.SIGINT)
        program.has_ended_well(())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("word", ["locust", "initdb", "pg_ctl"])
@pytest.mark.parametrize("times", [1, 2])
def test_the_database_and_the_partner_of_the_preset_go_with_the_run(tmp_path, word, number, times):
    with Program(tmp_path, "--preset", "io", "--seconds", 300) as program:
        assert eventually(lambda: program.does(word), 90), program.errors.read_text()
        ports = program.ports()
        if word == "locust":
            assert program.does("partner.py")
            assert program.does("postgres")
        for _ in range(times):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(program.process.pid, number)
            time.sleep(0.3)
        program.has_ended_well(ports, late=2 if times == 1 else -number)
