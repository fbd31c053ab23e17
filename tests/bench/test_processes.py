"""Processes of a benchmark: started and ended, whatever comes in between."""

import signal
import subprocess
import sys

import pytest

from unflask.bench.processes import running

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


def test_a_process_runs_inside_the_block_alone():
    with running(SLEEP) as process:
        assert process.poll() is None
    assert process.poll() is not None


def test_ctrl_c_while_a_process_is_started_ends_it_all_the_same(monkeypatch):
    started = []

    class Interrupted(subprocess.Popen):
        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            started.append(self)
            signal.raise_signal(signal.SIGINT)
            started.append("done")

    monkeypatch.setattr(subprocess, "Popen", Interrupted)
    with pytest.raises(KeyboardInterrupt), running(SLEEP):
        pytest.fail("it has been interrupted before")
    assert started[1:] == ["done"]
    assert started[0].poll() is not None
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_what_cannot_be_started_is_told():
    with pytest.raises(FileNotFoundError), running(["/no/such/program"]):
        pytest.fail("it never ran")
