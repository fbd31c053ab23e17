"""Query arguments that Flask's views read, with what they do about bad ones."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, HTTPException, Query, Request
from pydantic import BeforeValidator

from .models import utcnow
from .projects import RequestedProject
from .settings import MAX_PER_PAGE, METRICS_DAYS, METRICS_MAX_DAYS, PER_PAGE

_DAY = timedelta(days=1)


def default_if_invalid(default: int | None) -> BeforeValidator:
    """An integer by Python's rules, which takes " 7" and "1_000"; other texts are the default."""

    def parse(value: Any) -> int | None:
        try:
            return int(value)
        except (TypeError, ValueError):
            return default

    return BeforeValidator(parse, json_schema_input_type=int)


@dataclass(frozen=True, slots=True)
class Page:
    """Which page of a list, and how many items it has."""

    number: int
    size: int


async def _page(
    page: Annotated[int, default_if_invalid(1)] = 1,
    per_page: Annotated[int, default_if_invalid(PER_PAGE)] = PER_PAGE,
) -> Page:
    if page < 1 or per_page < 1:
        raise HTTPException(400, "page and per_page start at 1.")
    return Page(page, min(per_page, MAX_PER_PAGE))


@dataclass(frozen=True, slots=True)
class Links:
    """Makes the Link header, to other pages of a list."""

    url: str
    args: dict[str, str]

    def header(self, **changes: dict[str, int]) -> str:
        """Links by their relation; each has other query arguments than this request."""
        return ", ".join(
            f'<{self.url}?{urlencode({**self.args, **args})}>; rel="{relation}"'
            for relation, args in changes.items()
        )


async def _links(request: Request) -> Links:
    url = request.url
    host = request.headers.get("host", "")
    host = host.removesuffix(":443" if url.scheme == "https" else ":80")
    args: dict[str, str] = {}
    for name, value in reversed(request.query_params.multi_items()):
        args.setdefault(name, value)
    return Links(f"{url.scheme}://{host}{url.path}", args)


@dataclass(frozen=True, slots=True)
class Period:
    """Days, the first and the last included."""

    first: date
    last: date

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """The times from which and before which events are of the period."""
        return _midnight(self.first), _midnight(self.last + _DAY)

    @property
    def before(self) -> "Period":
        """The period of the same length that ends where this one starts."""
        days = self.last - self.first + _DAY
        return Period(self.first - days, self.first - _DAY)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _date(name: str, value: str | None) -> date | None:
    if not value:
        return None
    try:
        return datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        raise HTTPException(400, f"{name} has to be a date like 2024-03-31.") from None


_From = Annotated[str | None, Query(alias="from")]


def _period(newest: datetime | None, start: str | None, end: str | None) -> Period:
    """The period of a request; by default the days before the project's newest event."""
    last = _date("to", end) or (newest or utcnow()).date()
    default = last - timedelta(days=METRICS_DAYS - 1)
    first = _date("from", start) or default
    if first > last:
        raise HTTPException(400, "from has to be before to.")
    if (last - first).days >= METRICS_MAX_DAYS:
        raise HTTPException(400, "The period is too long.")
    return Period(first, last)


async def _requested_period(
    project: RequestedProject, start: _From = None, to: str | None = None
) -> Period:
    return _period(project.last_event_at, start, to)


async def _period_if_asked(
    project: RequestedProject, start: _From = None, to: str | None = None
) -> Period | None:
    if start is None and to is None:
        return None
    return _period(project.last_event_at, start, to)


RequestedPage = Annotated[Page, Depends(_page)]
RequestedPeriod = Annotated[Period, Depends(_requested_period)]
PeriodIfAsked = Annotated[Period | None, Depends(_period_if_asked)]
PageLinks = Annotated[Links, Depends(_links)]
