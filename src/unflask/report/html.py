"""Results as one page that needs nothing beside it: for a screen, a phone or paper."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from unflask.report import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unflask.model.audit import Audit
    from unflask.model.result import Flag, Marker, Result, Verification

ENV = Environment(
    loader=PackageLoader("unflask.report"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
)


def migration(result: Result, found: Verification | None = None) -> str:
    """Return the page of a migration, with its verification where there is one."""
    columns, routes = _verdicts(found) if found else _routes(result)
    states = [row[0][0] for row in routes]
    return page(
        "migration.html",
        result=result,
        found=found,
        suite=words.suite(found) if found else None,
        notes=found.notes if found else (),
        differences=found.differences if found else (),
        tally=[
            (state, words.STATES[state], states.count(state), words.MEANING[state])
            for state in words.ORDER
            if state in states
        ],
        route_columns=columns,
        routes=routes,
        markers=_places(result.markers),
        flags=_places(result.flags),
        tightenings=[(t.route, t.what, t.recorded) for t in result.tightenings],
    )


def audit(found: Audit) -> str:
    """Return the page of an audit."""
    effort = found.effort
    return page(
        "audit.html",
        found=found,
        faults=[(words.place(f.path, f.line), f.message) for f in found.syntax_errors],
        findings=[
            (f.code, (f.level, f.level), words.place(f.path, f.line), f.message)
            for f in found.findings
        ],
        points=words.count(sum(row.total for row in effort), "point"),
        effort=[(r.what, r.count, r.points, r.total, r.rule) for r in effort],
        extensions=[
            (e.name, e.fate, e.becomes, words.place(e.path, e.line)) for e in found.extensions
        ],
        routes=[
            (
                (r.difficulty, r.difficulty),
                ", ".join(m for m in r.methods if m not in {"HEAD", "OPTIONS"}),
                r.rule,
                r.endpoint,
                {"static": "reading", "live": "importing", "both": "both"}[r.source],
                words.place(r.path, r.line),
                r.why,
            )
            for r in found.routes
        ],
        uses=[
            (
                f"{u.kind}.{u.attribute}" if u.attribute else u.kind,
                u.function,
                words.place(u.path, u.line),
                words.chain(u),
            )
            for u in found.context_uses
        ],
        blocking=[
            (c.call, c.function, words.place(c.path, c.line), ", ".join(c.routes))
            for c in found.blocking_calls
        ],
        hooks=[
            *((h.kind, h.scope, h.function, words.place(h.path, h.line)) for h in found.hooks),
            *(
                (f"answers {e.handles}", e.scope, e.function, words.place(e.path, e.line))
                for e in found.error_handlers
            ),
        ],
    )


def page(template: str, **context: Any) -> str:
    """Return a page from a template, with the line that says what made it."""
    made_by = f"Made by unflask {version('unflask')}."
    return ENV.get_template(template).render(words=words, made_by=made_by, **context)


def _routes(result: Result) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    columns = ("state", "methods", "rule", "handler", "where", "why")
    return columns, [
        (
            (r.state, words.STATES[r.state]),
            words.methods(r),
            r.rule,
            r.handler,
            words.place(r.path, r.line),
            r.reason,
        )
        for r in words.by_state(result.routes)
    ]


def _verdicts(found: Verification) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    columns = ("state", "methods", "rule", "exchanges", "equal", "where", "why")
    return columns, [
        (
            (v.state, words.STATES[v.state]),
            words.methods(v),
            v.rule,
            v.exchanges,
            v.equal,
            words.place(v.path, v.line),
            v.reason,
        )
        for v in words.by_need(found.routes)
    ]


def _places(rows: Sequence[Marker | Flag]) -> list[tuple[str, str, str]]:
    return [(row.code, words.place(row.path, row.line), row.message) for row in rows]
