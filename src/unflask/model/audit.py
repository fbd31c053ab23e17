"""The result of an audit: what there is, what becomes of it, how hard it is and in which order to go."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Source = Literal["static", "live", "both"]
ContextKind = Literal["request", "g", "session", "current_app"]
Fate = Literal["converted", "marked", "left on Flask", "kept", "unknown"]
Difficulty = Literal["plain", "moderate", "hard"]
Level = Literal["note", "warning", "error"]


@dataclass(frozen=True, slots=True)
class AppFound:
    """The application: its import string, and whether that names a factory."""

    name: str
    factory: bool = False
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class AuditRoute:
    """One rule; `source` says who found it: reading, the imported app's `url_map`, or both."""

    rule: str
    methods: tuple[str, ...]
    endpoint: str
    path: str
    line: int
    source: Source = "static"
    difficulty: Difficulty = "plain"
    why: str = ""


@dataclass(frozen=True, slots=True)
class ExtensionUse:
    """A Flask extension, where it is set up, and in a sentence what becomes of it."""

    name: str
    path: str
    line: int
    fate: Fate
    becomes: str = ""


@dataclass(frozen=True, slots=True)
class ContextUse:
    """A function that reads global state; `chain` leads from a route's handler down to it."""

    kind: ContextKind
    function: str
    path: str
    line: int
    attribute: str = ""
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockingCall:
    """A call that would stop an event loop; `routes` are the endpoints from which it is reached."""

    call: str
    path: str
    line: int
    function: str
    routes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HookUse:
    """A function that Flask runs around requests; `kind` is the decorator's name, `scope` the app or a blueprint."""

    kind: str
    function: str
    path: str
    line: int
    scope: str = "app"


@dataclass(frozen=True, slots=True)
class ErrorHandlerUse:
    """A registered error handler; `handles` is a status code or the name of an exception class."""

    handles: str
    function: str
    path: str
    line: int
    scope: str = "app"


@dataclass(frozen=True, slots=True)
class SyntaxFault:
    """A file that could not be read; the rest of the audit went on without it."""

    path: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A debt or a risk, with a code that `unflask explain` explains."""

    code: str
    level: Level
    path: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class EffortRow:
    """`count` things of one kind at `points` each; `rule` says in words how the points were given."""

    what: str
    count: int
    points: int
    rule: str

    @property
    def total(self) -> int:
        """Return the points of the whole row."""
        return self.count * self.points


@dataclass(frozen=True, slots=True)
class OrderStep:
    """One leg of the work, in the order to go; `routes` are endpoints."""

    title: str
    why: str
    routes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything that `unflask audit` knows of an application.

    `import_error` is the application's own error, shortened, where it could not be imported: then no
    `url_map` was held against the routes that reading found.
    """

    app: AppFound
    routes: tuple[AuditRoute, ...] = ()
    extensions: tuple[ExtensionUse, ...] = ()
    context_uses: tuple[ContextUse, ...] = ()
    blocking_calls: tuple[BlockingCall, ...] = ()
    hooks: tuple[HookUse, ...] = ()
    error_handlers: tuple[ErrorHandlerUse, ...] = ()
    syntax_errors: tuple[SyntaxFault, ...] = ()
    findings: tuple[Finding, ...] = ()
    order: tuple[OrderStep, ...] = ()
    import_error: str | None = None
    files: int = 0
    lines: int = 0

    @property
    def effort(self) -> tuple[EffortRow, ...]:
        """Return the estimate by the rule in `POINTS`; nothing is weighed that the reader cannot count."""
        return tuple(
            EffortRow(what, count, points, rule)
            for what, points, rule in POINTS
            if (count := _COUNTS[what](self))
        )

    def to_json(self) -> dict[str, Any]:
        """Return plain data for `json.dumps`, the estimate with its total included."""
        effort = self.effort
        return asdict(self) | {
            "effort": {
                "rows": [asdict(row) | {"total": row.total} for row in effort],
                "points": sum(row.total for row in effort),
            }
        }


POINTS = (
    ("plain routes", 1, "read the diff"),
    ("moderate routes", 3, "read the diff and its evidence; something travels through helpers"),
    ("hard routes", 8, "a person must decide something: the route is marked or left on Flask"),
    ("hooks", 2, "check the order in which they run"),
    ("error handlers", 1, "check one answer of each"),
    ("extensions converted or kept", 2, "check the settings"),
    ("extensions marked or left", 8, "choose a successor, or leave its routes on Flask"),
    ("files that do not parse", 3, "mend the file and run the audit again"),
)


def _routes_of(difficulty: Difficulty, audit: Audit) -> int:
    return sum(route.difficulty == difficulty for route in audit.routes)


def _eased(use: ExtensionUse) -> bool:
    return use.fate in {"converted", "kept"}


_COUNTS = {
    "plain routes": lambda audit: _routes_of("plain", audit),
    "moderate routes": lambda audit: _routes_of("moderate", audit),
    "hard routes": lambda audit: _routes_of("hard", audit),
    "hooks": lambda audit: len(audit.hooks),
    "error handlers": lambda audit: len(audit.error_handlers),
    "extensions converted or kept": lambda audit: sum(map(_eased, audit.extensions)),
    "extensions marked or left": lambda audit: sum(not _eased(use) for use in audit.extensions),
    "files that do not parse": lambda audit: len(audit.syntax_errors),
}
