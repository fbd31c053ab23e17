"""A distribution of many small applications: each is migrated by itself, and the rows are one.

The tests are those of the whole; in the tree of each migrated application, those that name it count.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from measure import Cost, Measured, Suite, inventory, lines_of, migration, settled, suite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apps import CorpusApp

_MADE = re.compile(r"^app\s*=", re.MULTILINE)


def parts(app: CorpusApp) -> dict[str, tuple[CorpusApp, str]]:
    """Return each application by the name that the tests give it, with its folder within the whole."""
    found = {}
    for file in sorted(app.source.glob(app.each)):
        if not _MADE.search(file.read_text(encoding="utf-8")):
            continue
        path = file.relative_to(app.source)
        if (file.parent / "__init__.py").exists():
            name, folder = ".".join(path.with_suffix("").parts), ""
            target = name
        else:
            name = folder = path.parent.as_posix()
            target = path.stem
        part = replace(
            app, name=f"{app.name}/{name}", folder=str(Path(app.folder) / folder), app=target
        )
        found[name] = part, folder
    return found


def measure_parts(app: CorpusApp, env: dict[str, str]) -> Measured:
    """Measure each application of a distribution, and return the sums."""
    whole = Measured(app, lines=lines_of(app.source), on_flask=suite(app.source, app, env))
    passed, failing, rest = 0, set[str](), True
    found = parts(app)
    for name, (part, folder) in found.items():
        one = _measured(part, env)
        whole = _added(whole, one, name)
        if not one.states or not part.out.is_dir():  # Not migrated: a problem of its own.
            continue
        ran = _suite(app, part, folder, env)
        if ran.error:
            whole = whole.but(f"the tests do not run with {name} migrated: {ran.error}")
        mine = {test for test in ran.names if _is_of(test, name, found, rest=rest)}
        passed, failing = passed + len(mine - ran.failing), failing | (mine & ran.failing)
        newly = (mine & ran.failing) - (whole.on_flask.failing if whole.on_flask else set())
        if newly and one.states.keys() - {"marked", "left"}:
            whole = whole.but(*(f"{test} fails, and {name} has converted routes" for test in newly))
        rest = False
    return settled(replace(whole, on_fastapi=Suite(passed, frozenset(failing))))


def _measured(part: CorpusApp, env: dict[str, str]) -> Measured:
    try:
        return migration(part, env, inventory(part, env), "--no-suite")
    except RuntimeError as error:
        return Measured(part).but(str(error))


def _suite(app: CorpusApp, part: CorpusApp, folder: str, env: dict[str, str]) -> Suite:
    """Run the tests of the whole, with one application of it as it was migrated."""
    if not folder:
        return suite(part.out, app, env)
    with tempfile.TemporaryDirectory() as scratch:
        tree = Path(scratch) / "tree"
        shutil.copytree(app.source, tree)
        shutil.rmtree(tree / folder)
        shutil.copytree(part.out, tree / folder)
        return suite(tree, app, env)


def _is_of(test: str, name: str, found: dict[str, tuple[CorpusApp, str]], *, rest: bool) -> bool:
    """Tell whether a test is one of the named application, or, with `rest`, of none."""
    _, _, given = test.partition("[")
    of = set(given.rstrip("]").split("-")) & found.keys()
    return name in of or (rest and not of)


def _added(whole: Measured, one: Measured, name: str) -> Measured:
    verbs = {**whole.costs, **one.costs}
    none = Cost(0, 0)
    return replace(
        whole,
        rules=whole.rules + one.rules,
        inventory="equal"
        if {whole.inventory or "equal", one.inventory} == {"equal"}
        else "differs",
        audit=dict(Counter(whole.audit) + Counter(one.audit)) if whole.audit else one.audit,
        states=dict(Counter(whole.states) + Counter(one.states)),
        reasons=dict(Counter(whole.reasons) + Counter(one.reasons)),
        exchanges=whole.exchanges + one.exchanges,
        equal=whole.equal + one.equal,
        open=whole.open + one.open,
        costs={v: whole.costs.get(v, none) + one.costs.get(v, none) for v in verbs},
        problems=(*whole.problems, *(f"{name}: {problem}" for problem in _own(one))),
    )


def _own(one: Measured) -> Iterator[str]:
    # How many rules each has is not written down; their sum is.
    return (problem for problem in one.problems if "were expected" not in problem)
