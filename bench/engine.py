"""Measure the engine: reading, planning, applying and a whole migration, each beside parsing with LibCST alone."""

from __future__ import annotations

import ast
import gc
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import libcst

from unflask.analysis.files import read_project
from unflask.analysis.link import link
from unflask.analysis.read import read
from unflask.migrate.run import Options, boundaries, migrate
from unflask.plan.plan import at_hand, make_plan
from unflask.recipes import CORE
from unflask.rewrite.apply import apply
from unflask.rewrite.home import Home

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")
ROOT = Path(__file__).parents[1]
DEMO = ROOT / "examples" / "bookshop"
CORPUS = ROOT / ".work" / "corpus" / "source"
ROUNDS = 5
ENOUGH_LINES = 20_000


@dataclass(frozen=True)
class Figure:
    """One measured thing: the best of some rounds, the goal, and LibCST's parser on the same files.

    `held` is None without a goal. A goal that `gates` ends the command with 1 when it is missed.
    """

    what: str
    files: str
    value: str
    goal: str
    libcst: str
    held: bool | None = None
    gates: bool = False


def figures(rounds: int) -> list[Figure]:
    """Measure all of it."""
    return [reading(rounds), *demo(rounds)]


def reading(rounds: int) -> Figure:
    """Measure reading modules, on one core, in lines per second."""
    sources = _sources([ROOT / "examples", CORPUS, ROOT / "src"])
    lines = _lines(sources.values())
    ours = best(rounds, lambda: [read("m", name, text) for name, text in sources.items()])
    theirs = best(min(rounds, 2), lambda: [libcst.parse_module(t) for t in sources.values()])
    rate = lines / ours
    return Figure(
        "reading",
        f"{len(sources)} files, {lines:,} lines",
        f"{rate:,.0f} lines/s",
        "at least 25,000 lines/s",
        f"{lines / theirs:,.0f} lines/s",
        held=rate >= 25_000,
        gates=True,
    )


def demo(rounds: int) -> list[Figure]:
    """Measure planning, applying and the whole migration of the demo, in memory."""
    project = read_project(DEMO)
    app = link(project)
    edges = boundaries(app)
    plan = make_plan(app, CORE, edges)
    home = Home(f"{app.package}.compat", app.package, relative=True)
    touched = {project.paths[path]: edits for path, edits in plan.edits.items()}

    def rewrite() -> None:
        for module, edits in touched.items():
            apply(module, edits, home, partial(at_hand, plan))

    def plan_anew() -> None:
        make_plan(link(project), CORE, edges)

    calls = sum(isinstance(n, ast.Call) for m in app.modules for n in ast.walk(m.tree))
    every = [module.source for module in project.modules.values()]
    changed = [module.source for module in touched]
    lines = _lines(changed)
    planned, applied = best(rounds, plan_anew), best(rounds, rewrite)
    whole = best(rounds, lambda: migrate(read_project(DEMO), Options(live=False)))
    parsed = best(rounds, lambda: [libcst.parse_module(text) for text in changed])
    parsed_all = best(rounds, lambda: [libcst.parse_module(text) for text in every])
    per_line, rate = 1000 * applied / lines, calls / planned
    return [
        Figure(
            "linking and planning",
            f"{len(every)} files, {calls:,} calls",
            f"{rate:,.0f} calls/s",
            "at least 500,000 calls/s",
            f"{calls / parsed_all:,.0f} calls/s",
            held=rate >= 500_000,
        ),
        Figure(
            "applying",
            f"{len(changed)} touched files, {lines:,} lines",
            f"{per_line:.3f} ms a line",
            "at most 0.5 ms a line",
            f"{1000 * parsed / lines:.3f} ms a line",
            held=per_line <= 0.5,
            gates=True,
        ),
        Figure(
            "migrating the demo",
            f"{len(every)} files, {_lines(every):,} lines",
            f"{whole:.2f} s",
            "",
            f"{parsed_all:.2f} s",
        ),
        _with_import(parsed_all, every),
    ]


def _with_import(parsed: float, every: list[str]) -> Figure:
    """Measure what a person waits for: the app's own import in a child process included."""
    seconds = best(1, lambda: migrate(read_project(DEMO)))
    files = f"{len(every)} files, {_lines(every):,} lines"
    what = "the same, with the application imported to check its rules"
    return Figure(what, files, f"{seconds:.2f} s", "", f"{parsed:.2f} s")


def best(rounds: int, work: Callable[[], T]) -> float:
    """Return the seconds of the quickest of some rounds, with no collection in between."""
    seconds = []
    for _ in range(rounds):
        gc.collect()
        gc.disable()
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
        gc.enable()
    return min(seconds)


def lines(figures: list[Figure]) -> list[str]:
    """Return the part of docs/benchmarks.md that shows them."""
    return [
        "## The engine",
        "",
        "Best of some rounds, in one process, on one core, beside LibCST, which parses the same files and does no more.",
        "",
        "| what | on what | unflask | goal | LibCST |",
        "|---|---|---|---|---|",
        *(
            f"| {f.what} | {f.files} | {f.value} | {f.goal + _held(f)} | {f.libcst} |"
            for f in figures
        ),
    ]


def _held(figure: Figure) -> str:
    return {None: "", True: " (met)", False: " (**missed**)"}[figure.held]


def _sources(folders: Iterable[Path]) -> dict[str, str]:
    """Read Python files of some folders, up to a size at which the rates are steady."""
    found: dict[str, str] = {}
    lines = 0
    for path in (path for folder in folders for path in sorted(folder.rglob("*.py"))):
        text = path.read_text(encoding="utf-8")
        if not _parses(text):
            continue
        lines += _count(text)
        found[str(path)] = text
        if lines > ENOUGH_LINES:
            break
    return found


def _parses(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def _count(text: str) -> int:
    return text.count("\n") + 1


def _lines(texts: Iterable[str]) -> int:
    return sum(map(_count, texts))
