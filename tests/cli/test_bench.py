"""`unflask bench`: what it refuses, what it prints, and how it ends."""

import json
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from unflask.bench.drive import Workers
from unflask.bench.rounds import empty
from unflask.bench.summary import rows
from unflask.cli import bench_variants
from unflask.model.bench import (
    OVERALL,
    Generator,
    Knee,
    Latency,
    LoadRequest,
    RouteRun,
    Run,
    Second,
    Usage,
)
from unflask.model.result import Result

from .test_migrate import refused

LATENCY = Latency(1.0, 2.0, 3.0, 4.0)


@pytest.fixture(autouse=True)
def handler():
    """The verb sets a handler for SIGTERM; the tests after it have their own."""
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


def run(variant, mix, how, number=1, **changes):
    """What a server gives on which nothing goes wrong."""
    routes = tuple(RouteRun(request.name, 100, {}, LATENCY) for request in mix.requests)
    fields = {
        "routes": routes,
        "overall": RouteRun(OVERALL, 100, {}, LATENCY, 5.0),
        "timeline": (Second(0, 100, 0, 2.0),),
        "usage": Usage(1.0, 10_000_000, 2),
        "generator": Generator(0.1, 1.0),
        "ended": "",
    }
    return Run(variant.name, number, how.load, **(fields | changes))


class Measured:
    """Stands in for the bench: notes what it was asked for, and gives runs as they are set."""

    def __init__(self):
        self.asked = []
        self.changes = [{}]
        self.left_out = 0

    def __call__(self, variants, mix, how, advance):
        self.asked.append((variants, mix, how))
        runs = [
            run(variant, mix, how, number, **changes)
            for number, changes in enumerate(self.changes, 1)
            for variant in variants[self.left_out :]
        ]
        found = empty("t", variants, mix, how)
        return replace(found, rows=tuple(rows(runs)), runs=tuple(runs))


@pytest.fixture
def measured(monkeypatch):
    stub = Measured()
    monkeypatch.setattr(bench_variants, "bench", stub)
    monkeypatch.setattr(bench_variants, "saturate", stub)
    monkeypatch.setattr(
        bench_variants, "io", lambda how, _: stub([], bench_variants.io_profile(), how, None)
    )
    return stub


@pytest.fixture
def fast(tmp_path):
    place = tmp_path / "fast"
    place.mkdir()
    return place


@pytest.fixture
def migrated(tmp_path):
    """A folder as `unflask migrate` leaves it."""
    place = tmp_path / "out"
    (place / ".unflask").mkdir(parents=True)
    result = Result("shop:app", "shop:app", "wire")
    (place / ".unflask" / "migration.json").write_text(json.dumps(result.to_json()))
    return place


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "--route, --profile or --requests"),
        (("--route", "/", "--profile", "load.toml"), "in one way"),
        (("--route", "items"), "names no path"),
        (("--profile", "none.toml"), "none.toml does not exist."),
        (("--requests", "none.http"), "none.http does not exist."),
        (("--route", "/", "--env", "SHOP"), "--env SHOP is no NAME=VALUE."),
        (("--route", "/", "--env", "=1"), "--env =1 is no NAME=VALUE."),
        (("--route", "/", "--bind", "5557"), "--bind 5557 is no HOST:PORT."),
        (("--route", "/", "--bind", ":5557"), "--bind :5557 is no HOST:PORT."),
        (("--route", "/", "--bind", "here:there"), "--bind here:there is no HOST:PORT."),
        (("--route", "/", "--asgi", "fast:main:app"), "is no NAME=DIR:MODULE:ATTR."),
        (("--route", "/", "--asgi", "=fast:main:app"), "is no NAME=DIR:MODULE:ATTR."),
        (("--route", "/", "--asgi", "x=fast"), "is no NAME=DIR:MODULE:ATTR."),
        (("--route", "/", "--asgi", "x=fast:"), "is no NAME=DIR:MODULE:ATTR."),
        (("--route", "/", "--asgi", "x=fast:main"), "is no NAME=DIR:MODULE:ATTR."),
        (("--route", "/", "--asgi", "x=none:main:app"), "none does not exist."),
        (
            ("--route", "/", "--flask", "sync", "--flask", "sync"),
            "Two variants are called Flask, sync",
        ),
        (("--route", "/", "--migrated", "fast"), "fast"),
        (("--route", "/", "--migrated", "none"), "none"),
        (("--route", "/", "--html", "none/page.html"), "none/page.html"),
        (("--preset", "io", "--route", "/"), "--preset io"),
        (("--preset", "io", "--flask", "sync"), "--preset io brings its own applications"),
        (("--preset", "io", "--env", "A=1"), "--preset io brings its own applications"),
        (("--preset", "io", "--remote-workers", "2"), "--preset io runs on one machine"),
        (
            ("--preset", "saturate", "--route", "/", "--remote-workers", "2"),
            "which remote workers cannot follow",
        ),
    ],
)
def test_what_cannot_be_measured_is_refused_before_anything_starts(
    unflask, measured, shop, fast, tmp_path, monkeypatch, options, told
):
    monkeypatch.chdir(tmp_path)
    refused(unflask("bench", shop, "--app", "shop", *options), told)
    assert measured.asked == []


def test_a_project_that_is_not_there_is_refused(unflask, measured, shop, tmp_path):
    refused(unflask("bench", tmp_path / "none", "--route", "/"), "none does not exist.")
    refused(unflask("bench", shop / "shop.py", "--route", "/"), "is a file")
    assert measured.asked == []


@pytest.mark.parametrize(
    ("option", "value"),
    [("--users", 0), ("--rate", 0), ("--seconds", 0), ("--rounds", 0), ("--preset", "none")],
)
def test_a_number_out_of_range_is_refused(unflask, measured, shop, option, value):
    result = unflask("bench", shop, "--route", "/", option, value)
    assert result.exit_code == 2
    assert option in result.stderr
    assert measured.asked == []


def test_what_is_not_installed_is_named(unflask, measured, shop, monkeypatch):
    monkeypatch.setattr(bench_variants, "find_spec", lambda name: None if name == "locust" else 1)
    refused(unflask("bench", shop, "--route", "/"), "locust is not installed", "unflask[bench]")


def test_each_way_to_serve_becomes_a_variant(unflask, measured, shop, fast, migrated):
    result = unflask(
        "bench", shop, "--app", "shop:app", "--flask", "sync", "--flask", "gthread", "--threads", 9,
        "--migrated", migrated, "--asgi", f"by hand={fast}:main:app", "--workers", 3,
        "--env", "A=1=2", "--env", "B=", "--route", "/items",
    )  # fmt: skip
    assert result.exit_code == 0, result.stderr
    ((variants, mix, _),) = measured.asked
    assert [(v.name, v.server, Path(v.folder), v.app) for v in variants] == [
        ("Flask, sync", "gunicorn", shop, "shop:app"),
        ("Flask, gthread", "gunicorn", shop, "shop:app"),
        ("migrated", "uvicorn", migrated, "shop:app"),
        ("by hand", "uvicorn", fast, "main:app"),
    ]
    assert [(v.worker_class, v.threads) for v in variants[:2]] == [("sync", 1), ("gthread", 9)]
    assert {v.workers for v in variants} == {3}
    assert all(dict(v.env) == {"A": "1=2", "B": ""} for v in variants)
    assert mix.requests == (LoadRequest("GET /items", "GET", "/items"),)


def test_the_load_is_what_the_options_say(unflask, measured, shop):
    unflask(
        "bench", shop, "--route", "/", "--users", 7, "--rate", 2.5, "--seconds", 9, "--warm-up", 1,
        "--timeout", 4, "--rounds", 5, "--load-workers", 2,
    )  # fmt: skip
    ((_, _, how),) = measured.asked
    load = how.load
    assert (load.users, load.rate, load.seconds, load.warm_up, load.timeout) == (7, 2.5, 9, 1, 4)
    assert (how.rounds, how.workers) == (5, Workers(local=2))


def test_remote_workers_find_the_master_where_bind_says(unflask, measured, shop):
    unflask("bench", shop, "--route", "/", "--remote-workers", 2, "--bind", "10.0.0.5:99")
    ((_, _, how),) = measured.asked
    assert (how.workers.remote, how.workers.bind, how.workers.port) == (2, "10.0.0.5", 99)


def test_what_was_recorded_is_a_load(unflask, measured, shop, tmp_path):
    (tmp_path / "a.http").write_text(
        "GET /items?page=2\n###\nGET /items?page=2\n###\nPOST /items\n\nx"
    )
    assert unflask("bench", shop, "--requests", tmp_path / "a.http").exit_code == 0
    ((_, mix, _),) = measured.asked
    assert [(r.method, r.path, r.body) for r in mix.requests] == [
        ("GET", "/items?page=2", ""), ("GET", "/items?page=2", ""), ("POST", "/items", "x"),
    ]  # fmt: skip


FAILED = RouteRun(OVERALL, 90, {"HTTP 500": 10}, LATENCY)


@pytest.mark.parametrize(
    "rounds",
    [
        [{"overall": FAILED}],
        [{}, {}, {"overall": FAILED}],
        [{"ended": "the server ended with status 1"}],
        [{}, {"generator": Generator(1.0, 1.0, "its busiest process used 100% of a core")}],
    ],
    ids=["failures", "failures in one round", "a server that died", "a busy generator"],
)
@pytest.mark.parametrize("form", [(), ("--json",)], ids=["table", "json"])
def test_findings_end_with_1(unflask, measured, shop, rounds, form):
    measured.changes = rounds
    assert unflask("bench", shop, "--route", "/", *form).exit_code == 1


def test_a_variant_that_was_not_measured_is_a_finding(unflask, measured, shop, fast):
    measured.left_out = 1
    options = ("--route", "/", "--asgi", f"x={fast}:main:app")
    assert unflask("bench", shop, *options).exit_code == 1


def test_nothing_to_tell_ends_with_0(unflask, measured, shop):
    measured.changes = [{}, {}]
    result = unflask("bench", shop, "--route", "/", "--json")
    assert (result.exit_code, result.stderr) == (0, "")


def test_the_knees_of_the_preset_saturate_are_found_on_the_profile(unflask, monkeypatch, shop):
    def saturate(variants, mix, how, advance):
        runs = tuple(run(variant, mix, how) for variant in variants)
        knees = tuple(Knee(variant.name, 40.0, "at 80 requests/s, no", ()) for variant in variants)
        return replace(empty("t", variants, mix, how), runs=runs, knees=knees)

    monkeypatch.setattr(bench_variants, "saturate", saturate)
    result = unflask("bench", shop, "--route", "/", "--preset", "saturate", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["knees"][0]["rate"] == 40.0


def test_json_is_one_object_without_what_belongs_to_this_machine(
    unflask, measured, printed, shop, fast, tmp_path
):
    result = unflask(
        "bench", shop, "--route", "/", "--json", "--asgi", f"by hand={fast}:main:app",
        "--env", "SECRET=hunter2", "--python", sys.executable,
    )  # fmt: skip
    data = printed(result)
    assert [variant["name"] for variant in data["variants"]] == ["Flask, sync", "by hand"]
    assert {"machine", "versions", "load", "profile", "rows", "runs", "notes"} <= data.keys()
    for text in (str(tmp_path), "hunter2", sys.executable):
        assert text not in result.stdout


def test_the_page_is_written_beside_what_is_printed(
    unflask, measured, printed, shop, fast, tmp_path
):
    page = tmp_path / "page.html"
    options = ("--route", "/", "--json", "--html", page, "--asgi", f"by hand={fast}:main:app")
    result = unflask("bench", shop, *options)
    assert printed(result)["rounds"] == 3
    text = page.read_text(encoding="utf-8")
    assert "</html>" in text
    assert "by hand" in text
    assert str(tmp_path) not in text


PROFILE = '[[request]]\npath = "/items"\nweight = 3\n'


@pytest.mark.parametrize("project", [".", "none"])
def test_export_prints_the_script_and_nothing_else(
    unflask, measured, tmp_path, monkeypatch, project
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "load.toml").write_text(PROFILE)
    result = unflask("bench", project, "--profile", "load.toml", "--export", "k6", "--users", 7)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("// load")
    assert result.stdout.endswith("}\n")
    script = result.stdout.partition("const REQUESTS = ")[2]
    (request,) = json.JSONDecoder().raw_decode(script)[0]
    assert (request["path"], request["weight"]) == ("/items", 3)
    assert '"vus": 7' in result.stdout
    assert measured.asked == []


def test_export_knows_the_load_of_the_preset_io(unflask):
    script = unflask("bench", "--preset", "io", "--export", "k6").stdout
    requests = json.JSONDecoder().raw_decode(script.partition("const REQUESTS = ")[2])[0]
    assert len({request["path"] for request in requests}) == 100


def test_export_without_a_load_is_refused(unflask):
    refused(unflask("bench", "--export", "k6"), "--route, --profile or --requests")


FAILS = """
from flask import Flask

app = Flask(__name__)

@app.get("/")
def index():
    return "no", 500
"""


@pytest.mark.slow
def test_an_application_that_answers_500_to_everything_is_all_errors(unflask, printed, shop, fast):
    (shop / "shop.py").write_text(FAILS)
    (fast / "main.py").write_text("raise OSError('no luck')")
    result = unflask(
        "bench", shop, "--app", "shop", "--workers", 2, "--route", "/", "--users", 4, "--rounds", 1,
        "--seconds", 2, "--warm-up", 0.5, "--json", "--asgi", f"by hand={fast}:main:app",
    )  # fmt: skip
    assert result.exit_code == 1
    data = printed(result)
    row = data["rows"][0]
    assert (row["variant"], row["name"]) == ("Flask, sync", OVERALL)
    assert row["error_rate"]["median"] == 1.0
    assert row["throughput"]["median"] == 0.0
    assert (row["p50"], row["p95"], row["p99"]) == (None, None, None)
    notes = "\n".join(data["notes"])
    assert "Flask, sync, run 1: every request failed (HTTP 500)." in notes
    assert "by hand does not start" in notes
    assert "no luck" in notes
    for folder in (shop, fast, sys.prefix, Path(os.__file__).parent):
        assert str(folder) not in result.stdout


def test_a_load_for_other_machines_is_what_their_workers_read(unflask, printed):
    data = printed(unflask("bench", "--route", "/items", "--users", "7", "--export", "locust"))
    assert (data["users"], data["rate"]) == (7, None)
    assert [request["path"] for request in data["requests"]] == ["/items"]


def test_tokens_are_sent_and_not_printed(unflask, shop, measured, printed, tmp_path):
    load = tmp_path / "load.toml"
    load.write_text(
        '[[request]]\npath = "/"\nheaders = { authorization = "Bearer s3cret", Accept = "*/*" }\n'
    )
    said = unflask("bench", shop, "--profile", load, "--json")
    assert "s3cret" not in said.stdout
    assert ["Accept", "*/*"] in printed(said)["profile"]["requests"][0]["headers"]
    ((_, mix, _),) = measured.asked
    assert ("authorization", "Bearer s3cret") in mix.requests[0].headers


def test_settings_of_the_project_name_its_application(unflask, shop, measured):
    (shop / "other.py").write_text("from flask import Flask\n\nsite = Flask(__name__)\n")
    (shop / "pyproject.toml").write_text('[tool.unflask]\napp = "other:site"\n')
    unflask("bench", shop, "--route", "/")
    (((variant,), _, _),) = measured.asked
    assert variant.app == "other:site"
