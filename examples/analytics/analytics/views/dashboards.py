from flask import (
    Blueprint,
    abort,
    flash,
    g,
    jsonify,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from sqlalchemy import or_

from .. import audit
from ..errors import Forbidden, NotFound
from ..extensions import db
from ..models import Dashboard, Event, Project, Widget
from ..pagination import paginate
from ..schemas import DashboardSchema, WidgetsSchema
from ..security import get_project, login_required, token_required
from ..services import metrics
from ..services.reports import find_project

pages = Blueprint("pages", __name__)
bp = Blueprint("dashboards", __name__)

dashboard_schema = DashboardSchema()
dashboards_schema = DashboardSchema(many=True, exclude=["widgets"])
widgets_schema = WidgetsSchema()


def visible_dashboards():
    """The user's own dashboards and the shared ones of the account."""
    return g.account.dashboards.filter(
        or_(Dashboard.owner_id == g.user.id, Dashboard.is_shared.is_(True))
    ).order_by(Dashboard.id)


# The pages


@pages.route("/")
@login_required
def index():
    slug = request.args.get("project") or session.get("project")
    projects = [project for project in g.account.projects if not project.archived]
    project = projects[0] if projects else None
    if slug:
        project = get_project(slug)
        session["project"] = slug
    return render_template(
        "dashboards/index.html",
        dashboards=visible_dashboards().all(),
        projects=projects,
        project=project,
        numbers=metrics.timeseries(project) if project else None,
    )


@pages.route("/dashboards/<int:dashboard_id>")
@login_required
def show(dashboard_id):
    dashboard = visible_dashboards().filter_by(id=dashboard_id).first_or_404()
    first, last = metrics.period(dashboard.project)
    widgets = [(w, widget_rows(w, dashboard.project, first, last)) for w in dashboard.widgets]
    return render_template(
        "dashboards/show.html", dashboard=dashboard, widgets=widgets, first=first, last=last
    )


def widget_rows(widget, project, first, last):
    """Label and value, for the table that a widget is."""
    if widget.kind == "counter":
        query = metrics.in_period(Event.query, project, first, last)
        name = widget.settings.get("event")
        if name:
            query = query.filter_by(name=name)
        return [(name or "events", query.count())]
    if widget.kind == "timeseries":
        return [(p["start"][:10], p["events"]) for p in metrics.timeseries(project)["points"]]
    column = Event.country if widget.kind == "countries" else Event.page
    if widget.kind == "funnel":
        column = Event.name
    rows = metrics.top(project, first, last, column, widget.settings.get("limit", 5))
    return [(row["value"], row["count"]) for row in rows]


@pages.route("/dashboards", methods=["POST"])
@login_required
def create_from_form():
    title = request.form.get("title", "").strip()
    if not title:
        flash("A dashboard needs a title.", "error")
        return redirect(url_for("pages.index"))
    project = Project.query.filter_by(
        account_id=g.account.id, slug=request.form.get("project")
    ).first()
    if project is None:
        abort(400, "There is no such project.")
    dashboard = Dashboard(account=g.account, owner=g.user, project=project, title=title[:120])
    dashboard.is_shared = "shared" in request.form
    dashboard.widgets = [Widget(kind="counter", title="Events", position=0, settings={})]
    db.session.add(dashboard)
    audit.record("dashboard.created", title)
    db.session.commit()
    flash("%s is ready." % title, "success")
    return redirect(url_for("pages.show", dashboard_id=dashboard.id))


# The API


def find_dashboard(dashboard_id):
    dashboard = visible_dashboards().filter(Dashboard.id == dashboard_id).first()
    if dashboard is None:
        raise NotFound("There is no dashboard %d." % dashboard_id)
    return dashboard


def make_widgets(items):
    return [Widget(position=position, **item) for position, item in enumerate(items)]


@bp.route("", methods=["GET"])
@token_required
def list_dashboards():
    query = visible_dashboards()
    if request.args.get("q"):
        query = query.filter(Dashboard.title.icontains(request.args["q"], autoescape=True))
    return paginate(query, dashboards_schema.dump)


@bp.route("", methods=["POST"])
@token_required
def create_dashboard():
    data = dashboard_schema.load(request.get_json())
    dashboard = Dashboard(
        account=g.account,
        owner=g.user,
        project=find_project(data["project"]),
        title=data["title"],
        is_shared=data["is_shared"],
        widgets=make_widgets(data["widgets"]),
    )
    db.session.add(dashboard)
    audit.record("dashboard.created", dashboard.title)
    db.session.commit()
    return dashboard_schema.dump(dashboard), 201


@bp.route("/<int:dashboard_id>", methods=["GET"])
@token_required
def get_dashboard(dashboard_id):
    return dashboard_schema.dump(find_dashboard(dashboard_id))


@bp.route("/<int:dashboard_id>/widgets", methods=["PUT"])
@token_required
def replace_widgets(dashboard_id):
    dashboard = find_dashboard(dashboard_id)
    if dashboard.owner_id != g.user.id:
        raise Forbidden("Only the owner may change a dashboard.")
    data = widgets_schema.load(request.get_json())
    dashboard.widgets = make_widgets(data["widgets"])
    db.session.commit()
    return jsonify(dashboard_schema.dump(dashboard)["widgets"])
