import csv
import datetime
import io

from flask import (
    Blueprint,
    Response,
    current_app,
    g,
    json,
    make_response,
    request,
    stream_with_context,
)

from ..extensions import db
from ..models import Event
from ..schemas import ExportArgsSchema, ReportSchema
from ..security import role_required, token_required
from ..services.reports import find_project, find_report

bp = Blueprint("exports", __name__)

COLUMNS = (
    "id",
    "occurred_at",
    "name",
    "visitor",
    "page",
    "referrer",
    "country",
    "device",
    "duration_ms",
    "revenue",
)


def event_query(project_id, args):
    query = db.session.query(*[getattr(Event, name) for name in COLUMNS])
    query = query.filter(Event.project_id == project_id).order_by(Event.occurred_at, Event.id)
    if "date_from" in args:
        query = query.filter(Event.occurred_at >= args["date_from"])
    if "date_to" in args:
        query = query.filter(Event.occurred_at < args["date_to"] + datetime.timedelta(days=1))
    if "name" in args:
        query = query.filter(Event.name == args["name"])
    if "limit" in args:
        query = query.limit(args["limit"])
    return query


def csv_lines(project_id, args):
    """CSV in pieces, so that a million rows need no memory."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    # not before: the session of the view is closed by the time that this runs
    query = event_query(project_id, args)
    for number, row in enumerate(query.yield_per(current_app.config["EXPORT_CHUNK"]), 1):
        writer.writerow(
            value.isoformat() + "Z" if isinstance(value, datetime.datetime) else value
            for value in row
        )
        if number % 500 == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()
    current_app.logger.info("exported events for %s", g.user.email)


@bp.route("/events.csv")
@token_required
@role_required("member")
def events_csv():
    args = ExportArgsSchema().load(request.args)
    project = find_project(args["project"])
    response = Response(stream_with_context(csv_lines(project.id, args)), mimetype="text/csv")
    filename = "%s-events.csv" % project.slug
    response.headers["Content-Disposition"] = "attachment; filename=%s" % filename
    return response


@bp.route("/reports/<uuid:report_id>.json")
@token_required
def report_json(report_id):
    """A report as a file, with its numbers in an order that can be compared."""
    report = find_report(report_id)
    body = json.dumps(ReportSchema().dump(report), indent=2, sort_keys=True)
    response = make_response(body + "\n")
    response.mimetype = "application/json"
    response.headers["Content-Disposition"] = "attachment; filename=report-%s.json" % report.id
    response.add_etag()
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response.make_conditional(request)
