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
