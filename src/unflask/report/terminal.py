"""What a person sees in the terminal; the only place that knows rich."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table
from rich.text import Text

from unflask.model.bench import OVERALL
from unflask.report import figures, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from unflask.model.audit import Audit
    from unflask.model.bench import Bench, Row
    from unflask.model.result import Divergence, Flag, Marker, Result, Verification

COLOURS = {
    "different": "bold red",
    "unproven": "yellow",
    "marked": "magenta",
    "left": "cyan",
    "converted": "green",
    "proven": "bold green",
    "error": "bold red",
    "warning": "yellow",
    "note": "dim",
    "hard": "bold red",
    "moderate": "yellow",
    "plain": "green",
}
PIPE_WIDTH = 140
SHOWN = 20


def _console(stream: str = "stdout") -> Console:
    file = getattr(sys, stream)
    width = None if file.isatty() else PIPE_WIDTH
    return Console(file=file, width=width, highlight=False, soft_wrap=False)


def say(message: str) -> None:
    """Print one sentence to stderr."""
    print(message, file=sys.stderr)  # noqa: T201 - plain on purpose: no wrapping, no colour


@contextmanager
def working(what: str) -> Iterator[Callable[[str, int, int], None]]:
    """Show progress on stderr while the body runs, and only where a person is watching.

    Yields a function of (what is done now, how many are done, of how many); 0 of 0 shows no bar.
    """
    console = _console("stderr")
    if not console.is_terminal:
        yield lambda _now, _done, _total: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(what, total=None)

        def advance(now: str, done: int, total: int) -> None:
            progress.update(task, description=now, completed=done, total=total or None)

        yield advance


def migration(result: Result, out: Path | None) -> None:
    """Print what became of each route; `out` is where it was written, None if nowhere."""
    console = _console()
    console.print(Text(words.migrated(result), style="bold"))
    table = _table("state", "methods", "rule", "handler", "where", "why")
    for row in words.by_state(result.routes):
        where = words.place(row.path, row.line)
        shown = words.methods(row)
        _add(table, _state(row.state), shown, row.rule, row.handler, where, row.reason)
    console.print(table)
    _places(console, "Markers: these lines need a person.", result.markers)
    if result.tightenings:
        console.print(Text("Tightenings: accidents of the original that are now refused."))
        lines = [f"{t.route}: {t.what} ({words.touched(t.recorded)})" for t in result.tightenings]
        _lines(console, lines)
    _places(console, "Flags: kept as it was, and worth knowing.", result.flags)
    if out:
        # Without the option, Uvicorn puts what `X-Forwarded-For` says in place of a local client's address.
        command = f"uvicorn --no-proxy-headers {_target(result.asgi)}"
        console.print(Text(f"Written to {out}; there, `{command}` starts it."))
        console.print(Text(f"Next: unflask verify {out}"))


def _target(asgi: str) -> str:
    return f"--factory {asgi[:-2]}" if asgi.endswith("()") else asgi


def verification(found: Verification, look: Iterable[tuple[str, str]] = ()) -> None:
    """Print the final state of each route; `look` names files with more, each with what is in it."""
    console = _console()
    style = "bold green" if found.all_well else "bold yellow"
    console.print(Text(words.verified(found), style=style))
    if suite := words.suite(found):
        console.print(Text(suite))
    for note in found.notes:
        console.print(Text(note))
    states = words.tally(row.state for row in found.routes)
    console.print(Text(f"{words.count(len(found.routes), 'route')}: {states}."))
    table = _table("state", "methods", "rule", "exchanges", "equal", "where", "why")
    for row in words.by_need(found.routes):
        numbers = (str(row.exchanges), str(row.equal))
        where = words.place(row.path, row.line)
        _add(table, _state(row.state), words.methods(row), row.rule, *numbers, where, row.reason)
    console.print(table)
    _differences(console, found.differences)
    for path, what in look:
        console.print(Text(f"{path}  {what}"))


def _differences(console: Console, rows: Sequence[Divergence]) -> None:
    if not rows:
        return
    console.print(Text("Differences", style="bold"))
    for row in rows[:SHOWN]:
        console.print(Padding(Text(f"{row.exchange}: {row.part}", style="red"), (0, 0, 0, 2)))
        said = [f"Flask:   {row.flask}", f"FastAPI: {row.fastapi}"]
        _lines(console, [*said, *([f"because {row.cause}"] if row.cause else [])], indent=4)
    if len(rows) > SHOWN:
        console.print(Text(f"  ... and {len(rows) - SHOWN} more; --json has them all."))


def audit(found: Audit) -> None:
    """Print what an application consists of, what becomes of it, and in which order to go."""
    console = _console()
    console.print(Text(words.audited(found), style="bold"))
    console.print(Text(words.inventory(found)))
    _audit_routes(console, found)
    if found.extensions:
        table = _table("extension", "what becomes of it", "how", "where")
        for use in found.extensions:
            _add(table, use.name, use.fate, use.becomes, words.place(use.path, use.line))
        console.print(table)
    _audit_uses(console, found)
    if found.findings:
        console.print(Text("Risks and debts", style="bold"))
        table = _table("code", "level", "where", "what")
        for row in found.findings:
            where = words.place(row.path, row.line)
            _add(table, row.code, Text(row.level, COLOURS[row.level]), where, row.message)
        console.print(table)
    _audit_work(console, found)


def _audit_routes(console: Console, found: Audit) -> None:
    table = _table("difficulty", "methods", "rule", "endpoint", "where", "why")
    for row in found.routes:
        shown = ", ".join(m for m in row.methods if m not in {"HEAD", "OPTIONS"})
        hard = Text(row.difficulty, COLOURS[row.difficulty])
        where = words.place(row.path, row.line)
        _add(table, hard, shown, row.rule, row.endpoint, where, row.why)
    console.print(table)


def _audit_uses(console: Console, found: Audit) -> None:
    if found.context_uses:
        console.print(Text("Global state, and how it is reached", style="bold"))
        table = _table("what", "function", "where", "reached by")
        for use in found.context_uses:
            name = f"{use.kind}.{use.attribute}" if use.attribute else use.kind
            _add(table, name, use.function, words.place(use.path, use.line), words.chain(use))
        console.print(table)
    if found.blocking_calls:
        console.print(Text("Calls that would block an event loop", style="bold"))
        table = _table("call", "function", "where", "reached from")
        for call in found.blocking_calls:
            where = words.place(call.path, call.line)
            _add(table, call.call, call.function, where, ", ".join(call.routes))
        console.print(table)
    rows = [(h.kind, h.function, h.path, h.line) for h in found.hooks]
    rows += [(f"answers {e.handles}", e.function, e.path, e.line) for e in found.error_handlers]
    if rows:
        table = _table("hook", "function", "where")
        for kind, function, path, line in rows:
            _add(table, kind, function, words.place(path, line))
        console.print(table)


def _audit_work(console: Console, found: Audit) -> None:
    effort = found.effort
    if effort:
        points = sum(row.total for row in effort)
        console.print(Text(f"Effort: {words.count(points, 'point')}", style="bold"))
        table = _table("what", "count", "points each", "points", "for what")
        for row in effort:
            _add(table, row.what, str(row.count), str(row.points), str(row.total), row.rule)
        console.print(table)
    for number, step in enumerate(found.order, 1):
        console.print(Text(f"{number}. {step.title}: {step.why}"))
        if step.routes:
            _lines(console, [", ".join(step.routes)], indent=3)


def bench(found: Bench) -> None:
    """Print what a benchmark found: what to know first, then the table, then routes or limits."""
    console = _console()
    console.print(Text(found.title, style="bold"))
    for note in found.notes:
        console.print(Text(note, COLOURS["warning"]))
    _bench_rows(console, found, [row for row in found.rows if row.name == OVERALL])
    routes = figures.by_route(found)
    if len({row.name for row in routes}) > 1:
        _bench_rows(console, found, routes)
    for knee in found.knees:
        console.print(Text(f"{knee.variant}: {figures.gave_in(knee)}", style="bold"))
        table = _table("offered/s", "answers/s", "errors", "p50 ms", "p99 ms", "")
        for step in knee.steps:
            _add(table, *figures.step(step), "held" if step.held else "too much")
        console.print(table)


def _bench_rows(console: Console, found: Bench, rows: Sequence[Row]) -> None:
    """Print a table of rows: with processor time and memory, or with the routes that have none."""
    if not rows:
        return
    whole = rows[0].name == OVERALL
    shown = figures.COLUMNS if whole else figures.COLUMNS[: -len(figures.OF_SERVER)]
    table = _table("variant", *([] if whole else ["route"]), *shown)
    for row in rows:
        base = figures.baseline(found, row.name)
        cells = figures.line(row, None if row is base else base)[: len(shown)]
        _add(table, row.variant, *([] if whole else [row.name]), *cells)
    console.print(table)


def codes(rows: Sequence[tuple[str, str]]) -> None:
    """Print every code with its title."""
    table = _table("code", "what it says")
    for row in rows:
        _add(table, *row)
    _console().print(table)


def explanation(code: str, title: str, text: str) -> None:
    """Print what a code means."""
    console = _console()
    console.print(Text(f"{code}  {title}", style="bold"))
    console.print(Text(text))


def recipes(rows: Sequence[tuple[str, str, tuple[str, ...], str]]) -> None:
    """Print every recipe: id, summary, codes and where it comes from."""
    table = _table("recipe", "what comes out", "refuses with", "from")
    for name, summary, refuses, origin in rows:
        _add(table, name, summary, ", ".join(refuses), origin)
    _console().print(table)


def examples(rows: Sequence[tuple[str, str, str, str, str]]) -> None:
    """Print a line for each example: name, routes, exchanges, equal, states."""
    table = _table("example", "routes", "exchanges", "equal", "states")
    for row in rows:
        _add(table, *row)
    _console().print(table)


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    for name in columns:
        number = name in {"exchanges", "equal", "count", "points", "points each"}
        table.add_column(
            name,
            overflow="fold",
            justify="right" if number else "left",
            min_width=22 if name == "rule" else None,
        )
    return table


def _add(table: Table, *cells: str | Text) -> None:
    table.add_row(*(cell if isinstance(cell, Text) else Text(cell) for cell in cells))


def _state(state: str) -> Text:
    return Text(words.STATES[state], COLOURS[state])


def _lines(console: Console, lines: Iterable[str], indent: int = 2) -> None:
    for line in lines:
        console.print(Padding(Text(line), (0, 0, 0, indent)))


def _places(console: Console, title: str, rows: Sequence[Marker | Flag]) -> None:
    if not rows:
        return
    console.print(Text(title, style="bold"))
    _lines(
        console,
        (f"{row.code} {words.place(row.path, row.line)}  {row.message}" for row in rows),
    )
