"""A real load on real servers: what is measured is what the applications themselves have seen."""

import json
import os
import subprocess
import sys
import threading
import time

import pytest

from unflask.bench.drive import LOCUSTFILE, Workers, drive
from unflask.bench.histogram import milliseconds
from unflask.bench.processes import free_port
from unflask.bench.rounds import Settings, bench
from unflask.bench.run import measure
from unflask.bench.saturate import Limits, saturate
from unflask.bench.server import Server
from unflask.cli.bench import has_findings
from unflask.model.bench import OVERALL, Load
from unflask.model.errors import UserError

from .serving import FINE, WSGI, asgi, profile, seen, variant

pytestmark = pytest.mark.slow
OPEN = Load(users=5, seconds=2.0, warm_up=0.5, rate=40.0, timeout=10.0)
CLOSED = Load(users=5, seconds=2.0, warm_up=0.5, timeout=10.0)
SLOW = "await asyncio.sleep(0.05)\nawait send_all(send, 200)"


@pytest.fixture
def work(tmp_path):
    place = tmp_path / "work"
    place.mkdir()
    return place


def driven(tree, work, load, workers=None, source=FINE, mix=None):
    """Put a load on an app, and return what the clients saw."""
    mix = mix or profile()
    with Server(variant(tree, source=source), work) as server:
        server.ready(mix.requests[0])
        return drive(mix, load, server.base, work, workers, server.ended)


def total(found):
    """All requests that were due in the window."""
    route = found.samples.route(OVERALL, [0], 2)
    return route.answered + route.failed


@pytest.mark.parametrize("load", [OPEN, CLOSED], ids=["open", "closed"])
def test_what_is_counted_is_what_the_app_has_seen_in_the_window(tmp_path, work, load):
    tree = tmp_path / "tree"
    found = driven(tree, work, load, source=asgi(SLOW))
    times = [at for at, _ in seen(tree)]
    end = found.opened + load.seconds
    within = sum(found.opened <= at < end for at in times)
    # The window opens with a message to the users' process, and a request takes its time.
    allowed = load.users + 0.15 * within
    assert within > 30
    assert abs(total(found) - within) <= allowed
    assert abs(found.samples.route(OVERALL, [0], 2).throughput * 2 - within) <= allowed
    assert total(found) < len(times)  # The probe and the warm-up do not count.
    assert found.ended == ""
    assert found.samples.route(OVERALL, [0], 2).latency.p50 >= 50 * 0.99


def test_an_open_load_is_due_at_its_rate_whatever_the_number_of_users(tmp_path, work):
    found = driven(tmp_path / "tree", work, OPEN)
    # Each user has its own phase: at the two ends one request of each may fall in or out.
    assert abs(total(found) - OPEN.rate * OPEN.seconds) <= OPEN.users


def test_each_user_keeps_one_connection(tmp_path, work):
    tree = tmp_path / "tree"
    driven(tree, work, CLOSED)
    times = seen(tree)
    assert len({port for _, port in times[1:]}) == CLOSED.users


STATUSES = """
path = scope["path"]
if path == "/late":
    await asyncio.sleep(3)
if path == "/stuck":
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"some", "more_body": True})
    await asyncio.sleep(3)
if path == "/cut":
    await send_all(send, 200, b"some", [(b"content-length", b"1000")])
    return
status = {"/gone": 404, "/bad": 500, "/moved": 302, "/made": 201}.get(path, 200)
await send_all(send, status, headers=[(b"location", b"/bad")])
"""


def test_failures_are_counted_by_what_went_wrong(tmp_path):
    paths = ("/fine", "/gone", "/bad", "/moved", "/made", "/late", "/cut", "/stuck")
    load = Load(users=80, seconds=2.0, warm_up=0.0, rate=80.0, timeout=1.0)
    mix = profile(*paths)
    wanted = profile("/made", status=200).requests[0]
    mix = type(mix)("p", tuple(wanted if r.path == "/made" else r for r in mix.requests))
    run, counts = measure(variant(tmp_path / "tree", source=asgi(STATUSES)), mix, load)
    rows = {route.name.partition(" ")[2]: route for route in run.routes}
    assert all(row.answered + row.failed > 0 for row in rows.values())
    assert {name for name, row in rows.items() if row.answered} == {"/fine", "/moved"}
    assert {name for name, row in rows.items() if row.failed} == set(paths) - {"/fine", "/moved"}
    assert set(rows["/gone"].failures) == {"HTTP 404"}
    assert set(rows["/bad"].failures) == {"HTTP 500"}
    assert set(rows["/made"].failures) == {"HTTP 201"}
    for name in ("/late", "/cut", "/stuck"):
        assert not any(told.startswith("HTTP ") for told in rows[name].failures)
    assert all(rows[name].latency is None for name in set(paths) - {"/fine", "/moved"})
    assert sum(counts.values()) == run.overall.answered
    assert run.overall.answered == sum(row.answered for row in rows.values())
    assert run.overall.failed == sum(row.failed for row in rows.values())


def test_a_profile_is_sent_by_its_weights_with_headers_and_bodies(tmp_path, work):
    tree = tmp_path / "tree"
    mix = profile("/often", "/rare")
    (often, _) = mix.requests
    mix = type(mix)(
        "p", (type(often)("a", "GET", "/often", 9), type(often)("b", "GET", "/rare", 1))
    )
    found = driven(tree, work, CLOSED, mix=mix)
    counts = [found.samples.route("r", [at], 2).answered for at in (0, 1)]
    assert sum(counts) > 100
    assert 0.8 < counts[0] / sum(counts) < 0.97


ECHO = """
HEADER = ("é".encode("latin-1"), "é".encode())
message = await receive()
kept = dict(scope["headers"])
fine = (scope["method"], scope["query_string"], message["body"], kept[b"x-a"] in HEADER)
await send_all(send, 200 if fine == ("PUT", b"x=%20", "é".encode(), True) else 400)
"""


def test_a_request_is_sent_as_the_profile_has_it(tmp_path, work):
    source = asgi(ECHO).replace("answer(scope, send)", "answer(scope, send, receive)")
    (plain,) = profile().requests
    request = type(plain)("r", "PUT", "/a?x=%20", 1, (("X-A", "é"),), "é")
    found = driven(
        tmp_path / "tree", work, OPEN, source=source, mix=type(profile())("p", (request,))
    )
    assert found.samples.route("r", [0], 2).failures == {}
    assert total(found) > 0


def test_a_server_that_fails_everything_is_all_errors_and_not_a_quick_one(tmp_path):
    made = variant(tmp_path / "tree", "broken", source=asgi("await send_all(send, 500)"))
    found = bench("t", [made], profile(), Settings(CLOSED, rounds=1))
    (row, _) = found.rows
    assert row.error_rate.median == 1.0
    assert row.throughput.median == 0.0
    assert (row.p50, row.p95, row.p99) == (None, None, None)
    assert found.curves == ()
    assert found.runs[0].overall.failures.keys() == {"HTTP 500"}
    assert any("every request failed (HTTP 500)" in note for note in found.notes)
    assert has_findings(found)


DIES = "if count > 30:\n    os._exit(7)\nawait send_all(send, 200)"
KILLS = """
import os, signal
count = 0

def app(environ, start_response):
    global count
    count += 1
    if count > 30:
        os.kill(os.getppid(), signal.SIGKILL)
    start_response("200 OK", [("Content-Length", "4")])
    return [b"fine"]
"""


@pytest.mark.parametrize(
    ("kind", "source", "status"), [("uvicorn", asgi(DIES), "7"), ("gunicorn", KILLS, "-9")]
)
def test_a_server_that_dies_ends_its_run_and_the_others_are_measured(
    tmp_path, kind, source, status
):
    dying = variant(tmp_path / "dying", "dying", kind, source)
    fine = variant(tmp_path / "fine", "fine", "gunicorn", WSGI)
    load = Load(users=2, seconds=3.0, warm_up=1.0)
    began = time.monotonic()
    found = bench("t", [dying, fine], profile(), Settings(load, rounds=1))
    assert time.monotonic() - began < 60
    told = {run.variant: run for run in found.runs}
    assert told["dying"].ended.startswith(f"the server ended with status {status}")
    assert told["fine"].ended == ""
    assert told["fine"].overall.answered > 0
    assert any(note.startswith("dying, run 1: the server ended") for note in found.notes)
    assert has_findings(found)


def test_a_long_run_ends_soon_after_its_server(tmp_path):
    load = Load(users=2, seconds=300.0, warm_up=0.0)
    run, counts = measure(variant(tmp_path / "tree", source=asgi(DIES)), profile(), load)
    assert run.ended.startswith("the server ended with status 7")
    assert run.overall.error_rate == 1.0
    assert counts == {}
    last = seen(tmp_path / "tree")[-1][0]
    assert time.time() - last < 60


def test_a_variant_that_does_not_start_is_left_out_and_told_once(tmp_path):
    broken = variant(tmp_path / "broken", "broken", "gunicorn", "import missing_one")
    fine = variant(tmp_path / "fine", "fine", source=FINE)
    steps = []
    load = Load(users=1, seconds=1.0, warm_up=0.0)
    found = bench(
        "t", [broken, fine], profile(), Settings(load, rounds=2), lambda *step: steps.append(step)
    )
    assert [(run.variant, run.round) for run in found.runs] == [("fine", 1), ("fine", 2)]
    assert sum("broken does not start" in note for note in found.notes) == 1
    assert {row.variant for row in found.rows} == {"fine"}
    assert has_findings(found)
    assert not any("round 2: broken" in now for now, _, _ in steps)


def parts(work):
    """What each process of the load handed over."""
    return json.loads((work / "samples.json").read_text())["parts"]


def counted(part):
    return sum(line[-1] for line in part["samples"])


def test_two_processes_make_the_same_load_as_one(tmp_path, work):
    one = driven(tmp_path / "one", work, OPEN, Workers(local=1))
    assert len(parts(work)) == 1
    two = driven(tmp_path / "two", work, OPEN, Workers(local=2))
    assert len(parts(work)) == 2
    assert all(counted(part) > 10 for part in parts(work))
    assert sum(map(counted, parts(work))) >= total(two)
    assert abs(total(one) - OPEN.rate * OPEN.seconds) <= OPEN.users
    assert abs(total(two) - OPEN.rate * OPEN.seconds) <= OPEN.users
    assert len({port for _, port in seen(tmp_path / "two")[1:]}) == OPEN.users


def test_workers_that_were_started_elsewhere_make_the_load(tmp_path, work):
    port = free_port()
    (work / "load.json").write_text("{}")
    remote = []

    def start():
        command = [sys.executable, "-m", "locust", "-f", str(LOCUSTFILE), "--worker"]
        command += ["--master-host", "127.0.0.1", "--master-port", str(port)]
        env = {**os.environ, "UNFLASK_LOAD": str(work / "load.json")}
        env.pop("UNFLASK_SAMPLES", None)
        while (work / "load.json").read_text() == "{}":
            time.sleep(0.05)
        for number in (1, 2):
            with (tmp_path / f"worker{number}.log").open("wb") as log:
                remote.append(
                    subprocess.Popen(command, cwd=tmp_path, env=env, stdout=log, stderr=log)
                )

    starter = threading.Thread(target=start)
    starter.start()
    try:
        found = driven(tmp_path / "tree", work, OPEN, Workers(0, 2, "127.0.0.1", port))
        starter.join()
        assert [process.wait(30) for process in remote] == [0, 0]
    finally:
        starter.join()
        for process in remote:
            process.kill()
            process.wait()
    assert found.ended == ""
    assert len(parts(work)) == 2
    assert all(counted(part) > 10 for part in parts(work))
    assert abs(total(found) - OPEN.rate * OPEN.seconds) <= OPEN.users


def test_a_master_that_cannot_listen_is_told(tmp_path, work):
    with Server(variant(tmp_path / "tree", source=FINE), work) as server:
        server.ready(profile().requests[0])
        taken = Workers(0, 1, "127.0.0.1", server.port)
        with pytest.raises(UserError, match="Locust gave no result: "):
            drive(profile(), OPEN, server.base, work, taken)


STALLS = "if count == {at}:\n    time.sleep(1.5)\nawait send_all(send, 200)"


def slower(found, limit):
    return sum(n for at, n in found.samples.histogram().items() if milliseconds(at) > limit)


def test_a_stall_is_the_latency_of_all_requests_that_were_due_in_it(tmp_path, work):
    load = Load(users=10, seconds=4.0, warm_up=0.5, rate=100.0)
    found = driven(tmp_path / "tree", work, load, source=asgi(STALLS.format(at=150)))
    assert abs(total(found) - 400) <= load.users
    assert 0.25 < slower(found, 100) / total(found) < 0.6  # 1.4 of 4 seconds.
    assert 1200 < found.samples.route(OVERALL, [0], 2).latency.p99 < 3000


def test_a_stall_at_the_end_hides_no_request_that_was_due_in_it(tmp_path, work):
    load = Load(users=10, seconds=3.0, warm_up=0.5, rate=100.0)
    found = driven(tmp_path / "tree", work, load, source=asgi(STALLS.format(at=270)))
    assert abs(total(found) - 300) <= load.users


def test_a_closed_load_sees_a_stall_but_once_for_each_user(tmp_path, work):
    load = Load(users=10, seconds=4.0, warm_up=0.0)
    found = driven(tmp_path / "tree", work, load, source=asgi(STALLS.format(at=800)))
    assert 1 <= slower(found, 1000) <= load.users
    assert total(found) > 800


def test_the_generator_says_when_it_was_the_limit(tmp_path, work):
    # As much as one process can send: it is the load that is busy then, or it shares the machine.
    load = Load(users=50, seconds=2.0, warm_up=0.5)
    found = driven(tmp_path / "tree", work, load).generator
    assert 0.05 < found.busiest < 1.5
    assert found.lag > 0


def test_the_knee_of_a_server_is_found(tmp_path):
    # One request at a time, 20 ms each: 50 a second.
    source = asgi("time.sleep(0.02)\nawait send_all(send, 200)")
    settings = Settings(Load(users=1, seconds=1.0, warm_up=0.5, rate=20.0, timeout=10.0))
    found = saturate(
        "t", [variant(tmp_path / "tree", source=source)], profile(), settings, Limits()
    )
    (knee,) = found.knees
    # Nine tenths of the answers are enough, and the machine may be slow.
    assert 14 <= knee.rate <= 50 / 0.85
    assert knee.why
    assert len(found.runs) == len(knee.steps)


DIES_ONCE = """
died = Path("died")
if count > 40 and not died.exists():
    died.touch()
    os._exit(5)
await send_all(send, 200)
"""


def test_a_step_that_kills_the_server_is_too_much_and_the_search_goes_on(tmp_path):
    # Nothing but its end is too much for this one.
    limits = Limits(errors=1.0, p99=1e9, kept=0.0)
    settings = Settings(Load(users=1, seconds=1.0, warm_up=0.5, rate=10.0, timeout=10.0))
    dying = variant(tmp_path / "tree", source=asgi(DIES_ONCE))
    found = saturate("t", [dying], profile(), settings, limits)
    (knee,) = found.knees
    assert [step.held for step in knee.steps] == [True] * (len(knee.steps) - 1) + [False]
    assert f"at {knee.steps[-1].offered:.0f} requests/s, the server ended with status 5" in knee.why
    assert knee.rate == knee.steps[-2].offered > knee.steps[-1].offered / 2


def test_a_variant_that_does_not_start_has_no_knee(tmp_path):
    broken = variant(tmp_path / "broken", "broken", "gunicorn", "import missing_one")
    found = saturate("t", [broken], profile(), Settings(CLOSED))
    assert found.knees == ()
    assert found.notes[0].startswith("broken does not start")
    assert has_findings(found)
