"""Ask of one application what `make corpus` shows: its inventory, its migration, its proof, its tests."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from apps import CorpusApp

# Flask's own words for what an app answers; deliberately not unflask's way of asking.
URL_MAP = """
import json, sys
sys.path.insert(0, ".")
from flask.cli import locate_app
module, _, attribute = sys.argv[1].partition(":")
app = locate_app(module, attribute or None)
rules = [[r.rule, sorted(r.methods or ()), r.endpoint] for r in app.url_map.iter_rules()]
print("URL_MAP " + json.dumps(rules))
"""
COMMAND = "import sys; from unflask.cli.main import run; sys.argv[0] = 'unflask'; run()"
COULD_NOT = 2
MINUTES = 15 * 60
Rule = tuple[str, tuple[str, ...], str]


@dataclass(frozen=True)
class Suite:
    """The outcome of an application's own tests; `failing` are pytest's names."""

    passed: int = 0
    failing: frozenset[str] = frozenset()
    error: str = ""

    def __str__(self) -> str:
        total = self.passed + len(self.failing)
        return self.error or f"{self.passed} of {total}"


@dataclass(frozen=True)
class Measured:
    """What was found; `problems` are sentences, and none of them is a good sign."""

    app: CorpusApp
    rules: int = 0
    inventory: str = ""
    audit: dict[str, int] = field(default_factory=dict)
    states: dict[str, int] = field(default_factory=dict)
    exchanges: int = 0
    equal: int = 0
    on_flask: Suite | None = None
    on_fastapi: Suite | None = None
    problems: tuple[str, ...] = ()

    def but(self, *problems: str) -> Measured:
        """Return the same with more problems."""
        return replace(self, problems=(*self.problems, *problems))


def measure(app: CorpusApp, env: dict[str, str]) -> Measured:
    """Audit an application and, unless it is there for the audit alone, migrate and prove it."""
    env = {**os.environ, **env, "PYTHONDONTWRITEBYTECODE": "1"}
    found = inventory(app, env)
    return found if app.audit_only else proof(app, env, found)


def inventory(app: CorpusApp, env: dict[str, str]) -> Measured:
    """Hold the audit's routes against the url_map of the imported application."""
    live = url_map(app, env)
    found = Measured(app, rules=len(live))
    if len(live) != app.rules:
        found = found.but(f"Flask has {len(live)} rules where {app.rules} were expected")
    audit, error = unflask(app, env, "audit", str(app.source), "--app", app.app, "--json")
    if audit is None:
        return found.but(f"audit: {error}")
    routes = {(r["rule"], own(r["methods"]), r["endpoint"]) for r in audit["routes"]}
    missing, extra = sorted(set(live) - routes), sorted(routes - set(live))
    said = "equal" if not missing and not extra else f"{len(missing)} missing, {len(extra)} extra"
    parts = ("extensions", "context_uses", "blocking_calls", "hooks", "error_handlers")
    counts = {part: len(audit[part]) for part in parts}
    found = replace(found, inventory=said, audit=counts)
    problems = [f"the audit misses {rule}" for rule, _, _ in missing[:5]]
    return found.but(*problems, *(f"the audit made up {rule}" for rule, _, _ in extra[:5]))


def url_map(app: CorpusApp, env: dict[str, str]) -> list[Rule]:
    """Return the rules of the imported application; raises RuntimeError where it does not import."""
    done = _run([str(app.python), "-c", URL_MAP, app.app], app.source, env)
    lines = [line for line in done.stdout.splitlines() if line.startswith("URL_MAP ")]
    if not lines:
        raise RuntimeError(f"{app.name} does not import: {done.stderr.strip()[-300:]}")
    rows = json.loads(lines[0].removeprefix("URL_MAP "))
    return [(rule, own(methods), endpoint) for rule, methods, endpoint in rows]


def own(methods: list[str]) -> tuple[str, ...]:
    """Return methods in order, without those that Flask adds to others by itself."""
    return tuple(sorted(set(methods) - {"HEAD", "OPTIONS"}) or sorted(methods))


def proof(app: CorpusApp, env: dict[str, str], found: Measured) -> Measured:
    """Migrate and prove, then run the application's own tests on both trees."""
    out = str(app.out)
    migrated, error = unflask(
        app, env, "migrate", str(app.source), "--app", app.app, "--out", out, "--force", "--json"
    )
    if migrated is None:
        return found.but(f"migrate: {error}")
    verdict, error = unflask(app, env, "verify", out, "--json")
    if verdict is None:
        found = found.but(f"verify: {error}")
    routes = (verdict or migrated)["routes"]
    names = [route["state"] for route in routes]
    found = replace(found, states={name: names.count(name) for name in dict.fromkeys(names)})
    if verdict:
        found = replace(found, exchanges=verdict["exchanges"], equal=verdict["equal"])
    found = replace(
        found, on_flask=suite(app.source, app, env), on_fastapi=suite(app.out, app, env)
    )
    return found.but(*_judged(app, found, verdict, routes))


def _judged(
    app: CorpusApp, found: Measured, verdict: dict[str, Any] | None, routes: list[dict[str, Any]]
) -> list[str]:
    """Return what is wrong: baselines that moved, and tests that fail on routes said to be well."""
    assert found.on_flask is not None
    assert found.on_fastapi is not None
    problems = []
    if found.on_flask.passed != app.tests:
        problems.append(f"{found.on_flask} tests pass on Flask where {app.tests} were expected")
    if found.on_fastapi.error:
        problems.append(f"the tests do not run on FastAPI: {found.on_fastapi.error}")
    newly = found.on_fastapi.failing - found.on_flask.failing
    touched = touches(verdict) if verdict else {}
    fine = {_id(r) for r in routes if r["state"] not in {"marked", "left"}}
    for name in sorted(newly):
        routes_of = touched.get(name)
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
        done = _run([*command, f"--junit-xml={report}"], place, env)
        if not report.is_file():
            return Suite(error=(done.stdout + done.stderr).strip()[-300:] or "no report")
        return _read_report(report)


def _read_report(report: Path) -> Suite:
    cases = list(ET.parse(report).iter("testcase"))  # noqa: S314 - pytest wrote it just now
    failing, passed = set(), 0
    for case in cases:
        if case.find("failure") is not None or case.find("error") is not None:
            failing.add(_xml_name(case))
        elif case.find("skipped") is None:
            passed += 1
    return Suite(passed, frozenset(failing), "" if cases else "no tests were found")


def _xml_name(case: ET.Element) -> str:
    """Return `tests.test_a::Class::test_b`: in pytest's XML the class is part of the dotted name."""
    parts = (case.get("classname") or "").split(".")
    at = next((i for i, part in enumerate(parts) if part[:1].isupper()), len(parts))
    return "::".join(filter(None, [".".join(parts[:at]), *parts[at:], case.get("name")]))


def unflask(app: CorpusApp, env: dict[str, str], *verb: str) -> tuple[dict[str, Any] | None, str]:
    """Run the command line in the application's environment; return its JSON, or what it said."""
    done = _run([str(app.python), "-c", COMMAND, *verb], app.source.parent, env)
    lines = done.stderr.strip().splitlines() or [f"ended with {done.returncode}"]
    said = lines[0] if len(lines) == 1 else f"{lines[0]} ... {lines[-1]}"
    if not done.stdout.strip():
        return None, said
    data: dict[str, Any] = json.loads(done.stdout)
    return data, said if done.returncode >= COULD_NOT else ""


def _run(command: list[str], cwd: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=MINUTES
    )
