"""The numbers. All of them are for one project and the period that the query string asks for."""

import datetime

from flask import abort, current_app, request
from sqlalchemy import func, text

from ..cache import cached
from ..extensions import db
from ..models import Event, utcnow

INTERVALS = ("hour", "day", "week", "month")


def parse_date(name, default):
    value = request.args.get(name)
    if not value:
        return default
    try:
        return datetime.datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        abort(400, "%s has to be a date like 2024-03-31." % name)


def period(project):
    """First and last day (both included) that `from` and `to` ask for.

    Without them: the last days before the project's newest event, so that a paused project does
    not show an empty page.
    """
    newest = project.last_event_at or utcnow()
    last = parse_date("to", newest.date())
    days = datetime.timedelta(days=current_app.config["METRICS_DAYS"] - 1)
    first = parse_date("from", last - days)
    if first > last:
        abort(400, "from has to be before to.")
    if (last - first).days >= current_app.config["METRICS_MAX_DAYS"]:
        abort(400, "The period is too long.")
    return first, last


def in_period(query, project, first, last):
    return query.filter(
        Event.project_id == project.id,
        Event.occurred_at >= first,
        Event.occurred_at < last + datetime.timedelta(days=1),
    )


def bounds(first, last):
    return {"from": first.isoformat(), "to": last.isoformat()}


def limit_arg(default=10, most=100):
    limit = request.args.get("limit", default, type=int)
    if not 1 <= limit <= most:
        abort(400, "limit goes from 1 to %d." % most)
    return limit


def top(project, first, last, column, limit=10):
    count = func.count(Event.id)
    rows = (
        in_period(db.session.query(column, count), project, first, last)
        .filter(column.isnot(None))
        .group_by(column)
        .order_by(count.desc(), column)
        .limit(limit)
        .all()
    )
    return [{"value": value, "count": count} for value, count in rows]


def change(now, before):
    if not before:
        return None
    return round(100.0 * (now - before) / before, 1)


def overview(project):
    """Everything that the start page shows, in ten queries.

    Not cached: customers compare it with the live view. It is by far our slowest query.
    """
    first, last = period(project)
    days = (last - first).days + 1
    before_first = first - datetime.timedelta(days=days)
    before_last = first - datetime.timedelta(days=1)
    session = db.session

    events = in_period(session.query(func.count(Event.id)), project, first, last).scalar()
    visitors = in_period(
        session.query(func.count(func.distinct(Event.visitor))), project, first, last
    ).scalar()
    before = in_period(
        session.query(func.count(Event.id)), project, before_first, before_last
    ).scalar()
    revenue, orders = (
        in_period(
            session.query(func.coalesce(func.sum(Event.revenue), 0), func.count(Event.revenue)),
            project,
            first,
            last,
        )
        .filter(Event.revenue.isnot(None))
        .one()
    )
    average, median = in_period(
        session.query(
            func.avg(Event.duration_ms),
            func.percentile_cont(0.5).within_group(Event.duration_ms),
        ),
        project,
        first,
        last,
    ).one()
    day = func.date_trunc("day", Event.occurred_at)
    daily = (
        in_period(session.query(day, func.count(Event.id)), project, first, last)
        .group_by(day)
        .order_by(day)
        .all()
    )
    names = top(project, first, last, Event.name)
    pages = top(project, first, last, Event.page)
    countries = top(project, first, last, Event.country)
    devices = top(project, first, last, Event.device)

    return {
        "project": project.slug,
        "period": bounds(first, last),
        "events": events,
        "visitors": visitors,
        "events_before": before,
        "change_percent": change(events, before),
        "revenue": float(revenue),
        "orders": orders,
        "duration_ms": {
            "average": round(float(average), 1) if average is not None else None,
            "median": median,
        },
        "daily": [{"date": when.date().isoformat(), "count": count} for when, count in daily],
        "top": {"events": names, "pages": pages, "countries": countries, "devices": devices},
    }


@cached("timeseries")
def timeseries(project):
    first, last = period(project)
    interval = request.args.get("interval", "day")
    if interval not in INTERVALS:
        abort(400, "interval is one of %s." % ", ".join(INTERVALS))
    start = func.date_trunc(interval, Event.occurred_at)
    query = in_period(
        db.session.query(start, func.count(Event.id), func.count(func.distinct(Event.visitor))),
        project,
        first,
        last,
    )
    if request.args.get("name"):
        query = query.filter(Event.name == request.args["name"])
    rows = query.group_by(start).order_by(start).all()
    points = [
        {"start": when.isoformat() + "Z", "events": events, "visitors": visitors}
        for when, events, visitors in rows
    ]
    return dict(bounds(first, last), interval=interval, points=points)


@cached("top_pages")
def top_pages(project):
    first, last = period(project)
    limit = limit_arg()
    views = func.count(Event.id)
    rows = (
        in_period(
            db.session.query(
                Event.page,
                views,
                func.count(func.distinct(Event.visitor)),
                func.avg(Event.duration_ms),
            ),
            project,
            first,
            last,
        )
        .filter(Event.name == "page_view")
        .group_by(Event.page)
        .order_by(views.desc(), Event.page)
        .limit(limit)
        .all()
    )
    pages = [
        {
            "page": page,
            "views": views,
            "visitors": visitors,
            "average_ms": round(float(average)) if average is not None else None,
        }
        for page, views, visitors, average in rows
    ]
    return dict(bounds(first, last), pages=pages)


@cached("funnel")
def funnel(project):
    """How many visitors took each step, having taken all the steps before it, in this order."""
    first, last = period(project)
    steps = [step.strip() for step in request.args.get("steps", "").split(",") if step.strip()]
    if not 2 <= len(steps) <= 6:
        abort(400, "steps takes two to six event names, separated by commas.")
    reached = None
    result = []
    for step in steps:
        query = in_period(
            db.session.query(Event.visitor, func.min(Event.occurred_at)), project, first, last
        ).filter(Event.name == step)
        times = dict(query.group_by(Event.visitor).all())
        if reached is not None:
            times = {v: t for v, t in times.items() if v in reached and t >= reached[v]}
        reached = times
        result.append({"step": step, "visitors": len(times)})
    start = result[0]["visitors"]
    for entry in result:
        entry["percent"] = round(100.0 * entry["visitors"] / start, 1) if start else 0.0
    return dict(bounds(first, last), steps=result)


RETENTION = text(
    """
    WITH firsts AS (
        SELECT visitor, date_trunc('week', min(occurred_at)) AS cohort
        FROM events
        WHERE project_id = :project AND occurred_at >= :first AND occurred_at < :after
        GROUP BY visitor
    ), weeks AS (
        SELECT DISTINCT visitor, date_trunc('week', occurred_at) AS week
        FROM events
        WHERE project_id = :project AND occurred_at >= :first AND occurred_at < :after
    )
    SELECT firsts.cohort, extract(day FROM weeks.week - firsts.cohort)::int / 7 AS number,
           count(*) AS visitors
    FROM firsts JOIN weeks ON weeks.visitor = firsts.visitor
    GROUP BY firsts.cohort, number
    ORDER BY firsts.cohort, number
    """
)


def retention_cohorts(project_id, first, last):
    after = last + datetime.timedelta(days=1)
    values = {"project": project_id, "first": first, "after": after}
    cohorts = {}
    for cohort, number, visitors in db.session.execute(RETENTION, values):
        cohorts.setdefault(cohort.date().isoformat(), {})[number] = visitors
    return [
        {
            "week": week,
            "visitors": numbers.get(0, 0),
            "returned": [numbers.get(n, 0) for n in range(1, max(numbers) + 1)],
        }
        for week, numbers in cohorts.items()
    ]


@cached("retention")
def retention(project):
    first, last = period(project)
    return dict(bounds(first, last), cohorts=retention_cohorts(project.id, first, last))
