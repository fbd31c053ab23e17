from flask import Blueprint, current_app, g, jsonify, request

from .. import audit
from ..errors import ApiError
from ..extensions import db
from ..models import Event, Project
from ..pagination import paginate_by_id
from ..security import get_project, is_staff, requested_project, role_required, token_required
from ..services import events as service
from ..services.metrics import in_period, period

bp = Blueprint("events", __name__)


@bp.route("", methods=["GET"])
@token_required
def list_events():
    project = requested_project()
    query = Event.query
    if "from" in request.args or "to" in request.args:
        query = in_period(query, project, *period(project))
    else:
        query = query.filter_by(project_id=project.id)
    for name in ("name", "visitor", "country", "device", "page"):
        if request.args.get(name):
            query = query.filter(getattr(Event, name) == request.args[name])
    return paginate_by_id(query, Event.id)


@bp.route("/<int:event_id>", methods=["GET"])
@token_required
def show_event(event_id):
    event = db.get_or_404(Event, event_id)
    if event.project.account_id != g.account.id and not is_staff():
        return jsonify({"error": "not found"}), 404
    return jsonify(dict(event.to_dict(), project=event.project.slug))


@bp.route("", methods=["POST"])
@token_required
@role_required("member")
def track():
    """One event, from an SDK."""
    data = request.get_json(silent=True)
    if data is None:
        return jsonify({"error": "JSON expected"}), 400
    if not isinstance(data, dict) or not data.get("project"):
        return jsonify({"error": "project is required"}), 400
    project = get_project(data["project"])
    try:
        row = service.parse_event(data)
    except service.BadEvent as error:
        return jsonify({"error": str(error)}), 400
    event = service.store(project, [row])[0]
    return jsonify({"id": event.id, "occurred_at": event.occurred_at}), 201


@bp.route("/batch", methods=["POST"])
@token_required
@role_required("member")
def track_batch():
    """Many events at once. Bad ones are reported and the good ones are kept."""
    data = request.get_json()
    batch = data.get("events") if isinstance(data, dict) else None
    if not isinstance(batch, list) or not batch:
        return jsonify({"error": "events must be a list"}), 400
    if len(batch) > current_app.config["BATCH_MAX_EVENTS"]:
        return jsonify({"error": "too many events"}), 413
    project = Project.query.filter_by(
        slug=data.get("project"), account_id=g.account.id, archived=False
    ).first()
    if project is None:
        return jsonify({"error": "unknown project"}), 404
    rows, rejected = [], []
    for position, item in enumerate(batch):
        try:
            rows.append(service.parse_event(item))
        except service.BadEvent as error:
            rejected.append({"position": position, "error": str(error)})
    if not rows:
        return jsonify({"error": "no valid events", "rejected": rejected}), 400
    service.store(project, rows)
    status = 207 if rejected else 202
    return jsonify({"accepted": len(rows), "rejected": rejected}), status


@bp.route("/import", methods=["POST"])
@token_required
@role_required("admin")
def import_events():
    """A CSV file with a header line, as form data: `file` and `project`."""
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        raise ApiError("A file is needed.")
    if not upload.filename.lower().endswith(".csv"):
        raise ApiError("Only CSV files can be imported.")
    project = get_project(request.form.get("project", ""))
    events = service.import_csv(project, upload)
    audit.record("events.imported", project.slug, file=upload.filename, count=len(events))
    db.session.commit()
    return jsonify(imported=len(events), file=upload.filename), 201
