"""The numbers. All of them are for one project and a period."""

from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    tuple_,
)

from .models import Event
from .query import Period
from .schemas import Bounds, DayCount, Duration, Overview, Top, ValueCount

INTERVALS = ("hour", "day", "week", "month")
TOP = 10


def in_period(start: str = "start", end: str = "end") -> ColumnElement[bool]:
    """The condition for events of a project and a period, with names for the two times."""
    return and_(
        Event.project_id == bindparam("project_id"),
        Event.occurred_at >= bindparam(start),
        Event.occurred_at < bindparam(end),
    )


def values_of(project_id: int, period: Period) -> dict[str, object]:
    """The values for `in_period`."""
    start, end = period.bounds
    return {"project_id": project_id, "start": start, "end": end}


_count = func.count()
_visitors = func.count(Event.visitor.distinct())


def _overview_numbers() -> Select[Any]:
    """One row. Distinct visitors are the rows of a group by: a hash, where distinct would sort."""
    visitors = select(Event.visitor).where(in_period()).group_by(Event.visitor).subquery()
    before = select(_count).select_from(Event).where(in_period("before_start", "before_end"))
    return select(
        _count.label("events"),
        select(_count).select_from(visitors).scalar_subquery().label("visitors"),
        before.scalar_subquery().label("events_before"),
        func.coalesce(func.sum(Event.revenue), 0).label("revenue"),
        func.count(Event.revenue).label("orders"),
        func.avg(Event.duration_ms).label("average"),
        func.percentile_cont(0.5).within_group(Event.duration_ms).label("median"),
    ).where(in_period())


_DAY = func.date_trunc(literal_column("'day'"), Event.occurred_at)
_GROUPED = (_DAY, Event.name, Event.page, Event.country, Event.device)


def _which(column: Any) -> int:
    """What GROUPING answers for the rows that are grouped by this column."""
    return sum(1 << n for n, other in enumerate(reversed(_GROUPED)) if other is not column)


def _overview_groups() -> Select[Any]:
    """Counts per day, and the ten largest per name, page, country and device, in one scan."""
    which = func.grouping(*_GROUPED)
    value = func.coalesce(*_GROUPED[1:])
    counts = (
        select(
            which.label("which"),
            _DAY.label("day"),
            value.label("value"),
            _count.label("total"),
            func.row_number().over(partition_by=which, order_by=(_count.desc(), value)).label("n"),
        )
        .where(in_period())
        .group_by(func.grouping_sets(*map(tuple_, _GROUPED)))
        .having(or_(which == _which(_DAY), value.is_not(None)))
        .subquery()
    )
    return (
        select(counts)
        .where(or_(counts.c.which == _which(_DAY), counts.c.n <= TOP))
        .order_by(counts.c.day, counts.c.n)
    )


OVERVIEW_NUMBERS = _overview_numbers()
OVERVIEW_GROUPS = _overview_groups()


def overview(project: Any, period: Period, numbers: Any, groups: Any) -> Overview:
    """The overview, from the rows of its two statements."""

    def top(column: Any) -> list[ValueCount]:
        which = _which(column)
        return [ValueCount.take(iter(row[2:4])) for row in groups if row.which == which]

    return Overview(
        project=project.slug,
        period=Bounds(first=period.first, last=period.last),
        events=numbers.events,
        visitors=numbers.visitors,
        events_before=numbers.events_before,
        change_percent=_change(numbers.events, numbers.events_before),
        revenue=float(numbers.revenue),
        orders=numbers.orders,
        duration_ms=Duration(average=_rounded(numbers.average, 1), median=numbers.median),
        daily=[
            DayCount(date=row.day.date(), count=row.total)
            for row in groups
            if row.which == _which(_DAY)
        ],
        top=Top(
            events=top(Event.name),
            pages=top(Event.page),
            countries=top(Event.country),
            devices=top(Event.device),
        ),
    )


def _change(now: int, before: int) -> float | None:
    return round(100.0 * (now - before) / before, 1) if before else None


def _rounded(value: Decimal | None, digits: int) -> float | None:
    return None if value is None else round(float(value), digits)


def _timeseries(interval: str) -> Select[Any]:
    start = func.date_trunc(literal_column(f"'{interval}'"), Event.occurred_at)
    counts = select(start.label("start"), _count.label("events"), _visitors.label("visitors"))
    return counts.where(in_period()).group_by(start).order_by(start)


TIMESERIES = {interval: _timeseries(interval) for interval in INTERVALS}
TIMESERIES_OF_NAME = {
    interval: statement.where(Event.name == bindparam("name"))
    for interval, statement in TIMESERIES.items()
}

TOP_PAGES = (
    select(
        Event.page,
        _count.label("views"),
        _visitors.label("visitors"),
        func.avg(Event.duration_ms).label("average"),
    )
    .where(in_period(), Event.name == "page_view")
    .group_by(Event.page)
    .order_by(_count.desc(), Event.page)
    .limit(bindparam("limit", type_=Integer))
)
