"""Ask of one application what `make corpus` shows: its inventory, its migration, its proof, its tests."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from apps import CorpusApp

# Flask's own words for what an app answers; deliberately not unflask's way of asking.
URL_MAP = """
import json, sys
sys.path[:0] = ["src", "."]
from flask.cli import locate_app
module, _, attribute = sys.argv[1].partition(":")
app = locate_app(module, attribute or None)
rules = [[r.rule, sorted(r.methods or ()), r.endpoint] for r in app.url_map.iter_rules()]
print("URL_MAP " + json.dumps(rules))
"""
# unflask has an environment of its own; the application's is named with `--python`.
COMMAND = "import sys; from unflask.cli.main import run; sys.argv[0] = 'unflask'; run()"
# Runs a command and tells what it took: the peak is that of its largest process.
METER = """
import json, resource, subprocess, sys, time
begun = time.monotonic()
code = subprocess.run(sys.argv[2:]).returncode
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
with open(sys.argv[1], "w") as file:
    json.dump([time.monotonic() - begun, peak], file)
sys.exit(code)
"""
COULD_NOT = 2
MINUTES = 15 * 60
Rule = tuple[str, tuple[str, ...], str]


@dataclass(frozen=True)
class Suite:
    """The outcome of an application's own tests; `failing` are pytest's names, `names` all that ran."""

    passed: int = 0
    failing: frozenset[str] = frozenset()
    error: str = ""
    names: frozenset[str] = frozenset()

    def __str__(self) -> str:
        total = self.passed + len(self.failing)
        return self.error or f"{self.passed} of {total}"


@dataclass(frozen=True)
class Cost:
    """What a verb took: seconds on the clock, and the bytes that its largest process had at most."""

    seconds: float
    peak: int

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.seconds + other.seconds, max(self.peak, other.peak))

    def __str__(self) -> str:
        return f"{self.seconds:.0f} s, {self.peak / 1e6:.0f} MB"


@dataclass(frozen=True)
class Measured:
    """What was found; `problems` are sentences, and none of them is a good sign.

    Of `exchanges`, `equal` got the same answer, `open` allow no conclusion, and the rest differ.
    """

    app: CorpusApp
    rules: int = 0
    lines: int = 0
    inventory: str = ""
    audit: dict[str, int] = field(default_factory=dict)
    states: dict[str, int] = field(default_factory=dict)
    exchanges: int = 0
    equal: int = 0
    open: int = 0
    on_flask: Suite | None = None
    on_fastapi: Suite | None = None
    costs: dict[str, Cost] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    routes: tuple[dict[str, Any], ...] = ()
    touched: dict[str, set[str]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    def but(self, *problems: str) -> Measured:
        """Return the same with more problems."""
        return replace(self, problems=(*self.problems, *problems))


def environment(app: CorpusApp, given: dict[str, str]) -> dict[str, str]:
    """Return the variables with which an application, its tests and unflask run."""
    paths = f"{app.python.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    env = {**os.environ, **app.env, **given, "PYTHONDONTWRITEBYTECODE": "1", "PATH": paths}
    return env | {"PYTEST_ADDOPTS": " ".join(app.pytest)}


def measure(app: CorpusApp, env: dict[str, str]) -> Measured:
    """Audit an application, migrate it, prove it and run its tests."""
    found = migration(app, env, inventory(app, env), *([] if app.tests else ["--no-suite"]))
    return suites(app, env, found) if app.tests and app.out.is_dir() else found


def inventory(app: CorpusApp, env: dict[str, str]) -> Measured:
    """Hold the audit's routes against the url_map of the imported application.

    Of one that does not import, what the audit found by reading is taken as it is.
    """
    found, live = Measured(app, lines=lines_of(app.source)), None
    try:
        live = url_map(app, env)
    except RuntimeError as error:
        found = found.but(str(error))
    if live is not None and len(live) != app.rules:
        found = found.but(f"Flask has {len(live)} rules where {app.rules} were expected")
    audit, said, cost = unflask(app, env, "audit", str(app.source), "--app", app.app)
    found = replace(found, rules=len(live or ()), costs={"audit": cost})
    if audit is None:
        return found.but(f"audit: {said}")
    parts = ("extensions", "context_uses", "blocking_calls", "hooks", "error_handlers")
    found = replace(found, audit={part: len(audit[part]) for part in parts})
    routes = {(r["rule"], own(r["methods"]), r["endpoint"]) for r in audit["routes"]}
    if live is None:
        return replace(found, rules=len(routes), inventory="read only")
    return _held_against(found, set(live), routes)


def _held_against(found: Measured, live: set[Rule], routes: set[Rule]) -> Measured:
    missing, extra = sorted(live - routes), sorted(routes - live)
    said = "equal" if not missing and not extra else f"{len(missing)} missing, {len(extra)} extra"
    found = replace(found, inventory=said)
    problems = [f"the audit misses {rule}" for rule, _, _ in missing[:5]]
    return found.but(*problems, *(f"the audit made up {rule}" for rule, _, _ in extra[:5]))


def url_map(app: CorpusApp, env: dict[str, str]) -> list[Rule]:
    """Return the rules of the imported application; raises RuntimeError where it does not import.

    It is imported in a copy, since many an application makes its folders and its database meanwhile.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "app"
        shutil.copytree(app.source, place, ignore=shutil.ignore_patterns("__pycache__"))
        done = _run([str(app.python), "-c", URL_MAP, app.app], place, env)
    lines = [line for line in done.stdout.splitlines() if line.startswith("URL_MAP ")]
    if not lines:
        said = (done.stderr.strip().splitlines() or ["it says nothing"])[-1]
        raise RuntimeError(f"{app.name} does not import: {said}")
    rows = json.loads(lines[0].removeprefix("URL_MAP "))
    return [(rule, own(methods), endpoint) for rule, methods, endpoint in rows]


def lines_of(source: Path) -> int:
    """Return how many lines of Python a tree has, its tests included."""
    return sum(len(file.read_bytes().splitlines()) for file in source.rglob("*.py"))


def own(methods: list[str]) -> tuple[str, ...]:
    """Return methods in order, without those that Flask adds to others by itself."""
    return tuple(sorted(set(methods) - {"HEAD", "OPTIONS"}) or sorted(methods))


def migration(app: CorpusApp, env: dict[str, str], found: Measured, *how: str) -> Measured:
    """Migrate and, unless it is only read, prove; `how` are options of `unflask verify`."""
    # Nothing of an earlier run is to be taken for what this one has written.
    shutil.rmtree(app.out, ignore_errors=True)
    out = str(app.out)
    migrated, error, cost = unflask(
        app, env, "migrate", str(app.source), "--app", app.app, "--out", out, "--force"
    )
    found = replace(found, costs=found.costs | {"migrate": cost})
    if migrated is None:
        return found.but(f"migrate: {error}")
    if migrated.get("import_error"):
        return _settled_states(found, migrated["routes"])
    verdict, error, cost = unflask(app, env, "verify", out, *how)
    found = replace(found, costs=found.costs | {"verify": cost})
    if verdict is None:
        found = found.but(f"verify: {error}")
    else:
        unsure = len(verdict["unsettled"]) + len(verdict["tightened"])
        counts = {"exchanges": verdict["exchanges"], "equal": verdict["equal"], "open": unsure}
        found = replace(found, **counts)
        unlike = [route for route in verdict["routes"] if route["state"] == "different"]
        found = found.but(*(f"another answer to {_id(route)}" for route in unlike))
    touched = touches(verdict) if verdict else {}
    return _settled_states(replace(found, touched=touched), (verdict or migrated)["routes"])


def _settled_states(found: Measured, routes: list[dict[str, Any]]) -> Measured:
    states = Counter(route["state"] for route in routes)
    reasons = Counter(_reason(r["reason"]) for r in routes if r["state"] in {"marked", "left"})
    return replace(found, states=dict(states), reasons=dict(reasons), routes=tuple(routes))


def _reason(reason: str) -> str:
    """Return a route's reason without the place, and without what differs from app to app."""
    return re.sub(r" \([^()]+:\d+\)$", "", re.sub(r"; \d+ exchanges? differs?$", "", reason))


def suites(app: CorpusApp, env: dict[str, str], found: Measured) -> Measured:
    """Run the application's own tests on both trees."""
    found = replace(found, on_flask=suite(app.source, app, env))
    return settled(replace(found, on_fastapi=suite(app.out, app, env)))


def settled(found: Measured) -> Measured:
    """Return the same with what is wrong about its tests."""
    return found.but(*_judged(found))


def _judged(found: Measured) -> list[str]:
    """Return what is wrong: baselines that moved, and tests that fail on routes said to be well."""
    assert found.on_flask is not None
    assert found.on_fastapi is not None
    problems = []
    if found.on_flask.passed != found.app.tests:
        problems.append(
            f"{found.on_flask} tests pass on Flask where {found.app.tests} were expected"
        )
    if found.on_fastapi.error:
        problems.append(f"the tests do not run on FastAPI: {found.on_fastapi.error}")
    if found.app.each:
        return problems
    newly = found.on_fastapi.failing - found.on_flask.failing
    fine = {_id(r) for r in found.routes if r["state"] not in {"marked", "left"}}
    for name in sorted(newly):
        routes_of = found.touched.get(name)
        if routes_of is None:
            problems.append(f"{name} fails, and nothing recorded says which routes it touches")
        elif blamed := sorted(routes_of & fine):
            problems.append(f"{name} fails and touches {', '.join(blamed)}")
    return problems


def touches(verdict: dict[str, Any]) -> dict[str, set[str]]:
    """Return the routes that each test with another outcome touches, from the replay's record."""
    changed = (verdict.get("suites") or {}).get("changed", ())
    return {_short(row["test"]): set(row["routes"]) for row in changed}


def _id(route: dict[str, Any]) -> str:
    return f"{','.join(own(route['methods']))} {route['rule']}"


def _short(test: str) -> str:
    """Return a test's name in the one form that pytest's names and its XML can both be put into."""
    path, _, rest = test.partition("::")
    module = re.sub(r"\.py$", "", path).replace("/", ".")
    return "::".join([module, *rest.split("::")]) if rest else module


def suite(tree: Path, app: CorpusApp, env: dict[str, str]) -> Suite:
    """Run the tests of a fresh copy of a tree."""
    with tempfile.TemporaryDirectory() as folder:
        place, report = Path(folder) / "app", Path(folder) / "report.xml"
        shutil.copytree(tree, place, ignore=shutil.ignore_patterns(".unflask", "__pycache__"))
        command = [str(app.python), "-m", "pytest", "-q", "-p", "no:cacheprovider"]
        imported = {"PYTHONPATH": str(place / "src")} if (place / "src").is_dir() else {}
        done = _run([*command, f"--junit-xml={report}"], place, env | imported)
        if not report.is_file():
            return Suite(error=(done.stdout + done.stderr).strip()[-300:] or "no report")
        return _read_report(report)


def _read_report(report: Path) -> Suite:
    cases = list(ET.parse(report).iter("testcase"))  # noqa: S314 - pytest wrote it just now
    failing, passed = set(), set()
    for case in cases:
        if case.find("failure") is not None or case.find("error") is not None:
            failing.add(_xml_name(case))
        elif case.find("skipped") is None:
            passed.add(_xml_name(case))
    error = "" if cases else "no tests were found"
    return Suite(len(passed), frozenset(failing), error, frozenset(passed | failing))


def _xml_name(case: ET.Element) -> str:
    """Return `tests.test_a::Class::test_b`: in pytest's XML the class is part of the dotted name."""
    parts = (case.get("classname") or "").split(".")
    at = next((i for i, part in enumerate(parts) if part[:1].isupper()), len(parts))
    return "::".join(filter(None, [".".join(parts[:at]), *parts[at:], case.get("name")]))


def unflask(
    app: CorpusApp, env: dict[str, str], *verb: str
) -> tuple[dict[str, Any] | None, str, Cost]:
    """Run a verb on an application; return its JSON, or what it said, and what it took."""
    with tempfile.TemporaryDirectory() as folder:
        meter = Path(folder) / "cost.json"
        command = [sys.executable, "-c", METER, str(meter), sys.executable, "-c", COMMAND, *verb]
        done = _run([*command, "--python", str(app.python), "--json"], app.source.parent, env)
        cost = Cost(*json.loads(meter.read_text(encoding="utf-8")))
    lines = done.stderr.strip().splitlines() or [f"ended with {done.returncode}"]
    said = lines[0] if len(lines) == 1 else f"{lines[0]} ... {lines[-1]}"
    if not done.stdout.strip():
        return None, said, cost
    data: dict[str, Any] = json.loads(done.stdout)
    return data, said if done.returncode >= COULD_NOT else "", cost


def _run(command: list[str], cwd: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=MINUTES
    )
