"""Reports keep their numbers: what was sent to the board does not change any more."""

import datetime

from flask import current_app, g
from sqlalchemy import func

from .. import audit
from ..errors import ApiError, NotFound
from ..extensions import db
from ..models import Event, Project, Report
from .metrics import in_period, retention_cohorts


def find_project(slug):
    project = Project.query.filter_by(account_id=g.account.id, slug=slug).first()
    if project is None:
        raise NotFound("There is no project %s." % slug)
    return project


def find_report(report_id):
    report = Report.query.filter_by(account_id=g.account.id, id=report_id).first()
    if report is None:
        raise NotFound("There is no report %s." % report_id)
    return report


def traffic(project, first, last):
    query = db.session.query(
        Event.country, func.count(Event.id), func.count(func.distinct(Event.visitor))
    )
    rows = in_period(query, project, first, last).group_by(Event.country).all()
    rows.sort(key=lambda row: (-row[1], row[0] or ""))
    return {
        "events": sum(row[1] for row in rows),
        "countries": [
            {"country": country, "events": events, "visitors": visitors}
            for country, events, visitors in rows
        ],
    }


def revenue(project, first, last):
    month = func.to_char(Event.occurred_at, "YYYY-MM")
    query = db.session.query(month, func.count(Event.revenue), func.sum(Event.revenue))
    query = in_period(query, project, first, last).filter(Event.revenue.isnot(None))
    rows = query.group_by(month).order_by(month).all()
    return {
        "total": float(sum(row[2] for row in rows)),
        "months": [
            {"month": name, "orders": orders, "revenue": float(total)}
            for name, orders, total in rows
        ],
    }


def retention(project, first, last):
    return {"cohorts": retention_cohorts(project.id, first, last)}


KINDS = {"traffic": traffic, "revenue": revenue, "retention": retention}


def create(data):
    project = find_project(data["project"])
    length = data["date_to"] - data["date_from"]
    if length >= datetime.timedelta(days=current_app.config["METRICS_MAX_DAYS"]):
        raise ApiError("The period is too long.")
    report = Report(
        account=g.account,
        project=project,
        created_by=g.user,
        name=data["name"],
        kind=data["kind"],
        date_from=data["date_from"],
        date_to=data["date_to"],
    )
    report.result = KINDS[report.kind](project, report.date_from, report.date_to)
    db.session.add(report)
    audit.record("report.created", report.name, kind=report.kind)
    db.session.commit()
    return report
