"""The measuring of real applications: what it calls a problem, and what the page says first."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[2] / "corpus"
ROUTES = [
    {"rule": "/ok", "methods": ["GET", "HEAD", "OPTIONS"], "state": "proven"},
    {"rule": "/old", "methods": ["GET", "HEAD", "OPTIONS"], "state": "left"},
]


@pytest.fixture
def measure(monkeypatch):
    monkeypatch.syspath_prepend(str(CORPUS))
    import measure

    return measure


@pytest.fixture
def app(measure):
    from apps import CorpusApp

    return CorpusApp("shop", 1, "shop==1.0", "shop", rules=2, tests=3)


@pytest.fixture
def judged(measure, app):
    def judge(failing, changed, on_flask=(3, frozenset()), routes=ROUTES):
        found = measure.Measured(
            app,
            on_flask=measure.Suite(*on_flask),
            on_fastapi=measure.Suite(3 - len(failing), frozenset(failing)),
            routes=tuple(routes),
            touched=measure.touches({"suites": {"changed": changed}}),
        )
        return measure._judged(found)

    return judge


def row(test, *routes):
    return {"test": test, "routes": list(routes)}


@pytest.mark.parametrize(
    ("node", "classname", "name"),
    [
        ("tests/test_a.py::test_b", "tests.test_a", "test_b"),
        ("tests/test_a.py::Case::test_b", "tests.test_a.Case", "test_b"),
        ("test_a.py::test_b[1-x]", "test_a", "test_b[1-x]"),
        ("tests.test_a", "", "tests.test_a"),
    ],
)
def test_both_names_that_pytest_gives_a_test_are_seen_as_one(measure, node, classname, name):
    case = ET.Element("testcase", classname=classname, name=name)
    assert measure._xml_name(case) == measure._short(node)


def test_all_tests_passing_is_no_problem(judged):
    assert judged([], []) == []


def test_a_failing_test_of_a_route_that_was_left_is_no_problem(judged):
    assert judged(["t::test_a"], [row("t.py::test_a", "GET /old")]) == []


def test_a_failing_test_of_a_route_said_to_be_well_is_one(judged):
    (problem,) = judged(["t::test_a"], [row("t.py::test_a", "GET /ok", "GET /old")])
    assert problem == "t::test_a fails and touches GET /ok"


def test_a_failing_test_of_which_nothing_was_recorded_is_one(judged):
    (problem,) = judged(["t::test_a"], [])
    assert "nothing recorded" in problem


def test_a_test_that_fails_on_flask_too_is_not_counted(judged):
    problems = judged(["t::test_a"], [], on_flask=(3, frozenset({"t::test_a"})))
    assert problems == []


def test_a_baseline_that_moved_is_a_problem(judged):
    (problem,) = judged([], [], on_flask=(2, frozenset()))
    assert "where 3 were expected" in problem


def test_the_page_says_what_is_wrong_first(measure, app):
    from page import page

    text = page([measure.Measured(app, rules=2, inventory="equal").but("it fell over")])
    assert text.index("shop: it fell over") < text.index("## Migrated and proven")


def test_the_ladder_can_be_read(measure):
    from apps import read_apps

    apps = {app.name: app for app in read_apps([])}
    assert apps["fava"].rules == 51
    assert apps["alerta"].rules == 108
    assert apps["httpbin"].python.parts[-3:] == ("httpbin", "bin", "python")
    with pytest.raises(SystemExit, match="no such application: nope"):
        read_apps(["nope"])


def test_of_an_app_that_does_not_import_what_was_read_is_shown(measure, app, monkeypatch):
    route = {"rule": "/ok", "methods": ["GET"], "endpoint": "ok", "state": "left", "reason": "why"}
    parts = ("extensions", "context_uses", "blocking_calls", "hooks", "error_handlers")
    data = {"routes": [route], "import_error": "no gi", **{part: [] for part in parts}}

    def broken(*_):
        raise RuntimeError("shop does not import: no gi")

    monkeypatch.setattr(measure, "url_map", broken)
    monkeypatch.setattr(measure, "lines_of", lambda _: 10)
    monkeypatch.setattr(measure, "unflask", lambda *_: (data, "no gi", measure.Cost(1, 10)))
    found = measure.measure(app, {})
    assert (found.rules, found.inventory, found.states) == (1, "read only", {"left": 1})
    assert set(found.costs) == {"audit", "migrate"}
    assert found.problems == ("shop does not import: no gi",)


def test_the_page_counts_what_is_open_apart_from_other_answers(measure, app):
    from page import page

    found = measure.Measured(app, rules=2, states={"proven": 2}, exchanges=10, equal=7, open=2)
    text = page([found])
    assert (
        "| 1 | shop (shop==1.0) | 2 | 2 | 0 | 0 | 0 | 10 | 7 | 2 | 1 | not run | not run |" in text
    )
    assert "| different |" not in text
    assert "| different |" in page([measure.Measured(app, states={"different": 1})])
