"""What processes use, seen from outside."""

import subprocess
import sys
import time

import psutil
import pytest

from unflask.bench.usage import Watcher

from .serving import eventually

BURN = """
import subprocess, sys, time

def burn(seconds):
    while time.process_time() < seconds:
        pass

who, dies = sys.argv[1], sys.argv[2] == "dies"
if who == "parent":
    sys.stdin.readline()
burn(0.55)
if who == "parent":
    child = subprocess.Popen([sys.executable, __file__, "child", sys.argv[2]], stdin=subprocess.PIPE)
    if dies:
        child.wait()
if who == "child" and not dies or who == "parent" and dies:
    print("burnt", flush=True)
if who == "parent" or not dies:
    sys.stdin.read()
"""


@pytest.fixture
def burn(tmp_path):
    """Start a process that burns about a second, half of it in a child; it waits to be let go."""
    (tmp_path / "burn.py").write_text(BURN)
    started = []

    def start(child):
        process = subprocess.Popen(
            [sys.executable, tmp_path / "burn.py", "parent", child],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        started.append(process)
        return process

    yield start
    for process in started:
        for each in [*psutil.Process(process.pid).children(recursive=True), process]:
            each.kill()
        process.communicate()


def looked(watcher, since):
    """Wait for two more looks, whatever the machine does beside them."""
    return eventually(lambda: sum(look.at > since for look in list(watcher._looks)) >= 2)


def burnt(process, watcher):
    """Let a process burn between two looks, and return when it began and how long it took."""
    assert looked(watcher, time.time())
    start = watcher._looks[-1].at
    process.stdin.write("go\n")
    process.stdin.flush()
    assert process.stdout.readline() == "burnt\n"
    assert looked(watcher, time.time())
    return start, watcher._looks[-1].at - start


@pytest.mark.slow
def test_the_time_of_a_process_and_of_what_it_started_is_seen(burn):
    process = burn("waits")
    with Watcher(process.pid) as watcher:
        start, seconds = burnt(process, watcher)
    used = watcher.usage(start, seconds)
    assert 0.9 <= used.cpu_seconds < 2.0
    assert used.processes == 2
    assert used.memory > 1_000_000


@pytest.mark.slow
def test_the_time_of_a_worker_that_has_died_is_kept(burn):
    process = burn("dies")
    with Watcher(process.pid) as watcher:
        start, seconds = burnt(process, watcher)
        assert psutil.Process(process.pid).children() == []
    # Its last quarter of a second may have come after the last look at it.
    assert watcher.usage(start, seconds).cpu_seconds >= 0.75


@pytest.mark.slow
def test_what_was_used_before_the_window_is_left_out(burn):
    process = burn("waits")
    with Watcher(process.pid) as watcher:
        burnt(process, watcher)
        since = time.time()
        assert looked(watcher, since)
    used = watcher.usage(since, 60.0)
    # What two looks saw is taken for the whole window; an idle process gives nothing to take.
    assert used.cpu_seconds < 0.2
    assert used.processes == 2


def test_a_window_without_a_look_says_that_nothing_was_seen():
    with Watcher(psutil.Process().pid) as watcher:
        pass
    used = watcher.usage(0.0, 10.0)
    assert (used.cpu_seconds, used.memory, used.processes) == (0.0, 0, 0)


def test_looking_ends_with_the_process_that_is_looked_at():
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    with Watcher(process.pid) as watcher:
        process.communicate(b"\n")
        assert eventually(lambda: not watcher._thread.is_alive())
