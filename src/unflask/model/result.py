"""The result of a migration and of its verification, as every report reads them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

State = Literal["converted", "marked", "left"]
FinalState = Literal["proven", "unproven", "different", "marked", "left"]
Handler = Literal["def", "async def"]


@dataclass(frozen=True, slots=True)
class RouteResult:
    """What became of one route; `reason` says why it is marked or left, and why it is `def` or `async def`."""

    rule: str
    methods: tuple[str, ...]
    endpoint: str
    path: str
    line: int
    state: State
    handler: Handler
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Marker:
    """A line that needs a person; `unflask explain CODE` says what to do about it."""

    code: str
    path: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Tightening:
    """An accident of the original that the result refuses; `recorded` counts the known requests it would touch."""

    route: str
    what: str
    recorded: int


@dataclass(frozen=True, slots=True)
class Flag:
    """Something kept as it was that the owner should know of, such as an answer that leaks a secret."""

    code: str
    path: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Result:
    """A migration: one object for `--json`, for OUT/.unflask/migration.json and for the reports.

    `source` is a path of the machine that ran the migration; it is printed and never stored.
    `import_error` is the application's own error where it could not be imported: then nothing was
    converted or written, and `routes` are those that reading found.
    """

    asgi: str
    app: str
    fidelity: str
    routes: tuple[RouteResult, ...] = ()
    markers: tuple[Marker, ...] = ()
    tightenings: tuple[Tightening, ...] = ()
    flags: tuple[Flag, ...] = ()
    files: tuple[str, ...] = ()
    source: str | None = None
    import_error: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return plain data for `json.dumps`; without `source` and `import_error` where they are None."""
        unsaid = [name for name in ("source", "import_error") if getattr(self, name) is None]
        return {name: value for name, value in asdict(self).items() if name not in unsaid}

    def stored(self) -> Result:
        """Return the form that is written to disk: the same whatever machine made it."""
        return replace(self, source=None)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Result:
        """Read what `to_json` gave; raises KeyError or TypeError where it does not fit."""
        return cls(
            asgi=data["asgi"],
            app=data["app"],
            fidelity=data["fidelity"],
            routes=tuple(_route(row) for row in data["routes"]),
            markers=tuple(Marker(**row) for row in data["markers"]),
            tightenings=tuple(Tightening(**row) for row in data["tightenings"]),
            flags=tuple(Flag(**row) for row in data["flags"]),
            files=tuple(data["files"]),
            source=data.get("source"),
            import_error=data.get("import_error"),
        )


def _route(row: dict[str, Any]) -> RouteResult:
    return RouteResult(**{**row, "methods": tuple(row["methods"])})


@dataclass(frozen=True, slots=True)
class Divergence:
    """One thing that the two applications answered differently, as a reader sees it.

    `exchange` is a request's line, `part` what of the answer differs; `cause` names the framework's
    habit behind it where it is known.
    """

    exchange: str
    part: str
    flask: str
    fastapi: str
    cause: str = ""


@dataclass(frozen=True, slots=True)
class RouteVerdict:
    """The final state of one route: how many exchanges reached it and how many of them were equal."""

    rule: str
    methods: tuple[str, ...]
    endpoint: str
    state: FinalState
    exchanges: int = 0
    equal: int = 0
    path: str = ""
    line: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SuiteRun:
    """The application's own test-suite on both trees; `changed` names tests with another outcome."""

    flask_passed: int
    flask_failed: int
    fastapi_passed: int
    fastapi_failed: int
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verification:
    """What a verification found, as the reports tell it.

    Of `exchanges`, `equal` got the same answer, `unsettled` allow no conclusion, and `tightened`
    crashed the original where the result refuses, as the migration lists; the rest differ.
    `suite` is None where the application's tests were not run.
    """

    exchanges: int
    equal: int
    unsettled: int = 0
    tightened: int = 0
    differences: tuple[Divergence, ...] = ()
    routes: tuple[RouteVerdict, ...] = ()
    suite: SuiteRun | None = None
    notes: tuple[str, ...] = ()

    @property
    def different(self) -> int:
        """Return how many exchanges got another answer."""
        return self.exchanges - self.equal - self.unsettled - self.tightened

    @property
    def all_well(self) -> bool:
        """Tell whether something was equal, nothing different, and every route is proven."""
        return (
            self.equal > 0
            and not self.different
            and not self.differences
            and all(row.state == "proven" for row in self.routes)
            and (self.suite is None or not self.suite.changed)
        )
