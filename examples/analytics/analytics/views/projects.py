from flask import Blueprint, g, jsonify, request

from .. import audit
from ..extensions import cache, db
from ..models import Event, Project, User
from ..pagination import paginate
from ..security import get_project, role_required, token_required
from .accounts import slugify

bp = Blueprint("projects", __name__)


def find_members(ids):
    """The users of the account with these ids, or None if one is not there."""
    members = User.query.filter(User.account_id == g.account.id, User.id.in_(ids)).all()
    return members if len(members) == len(set(ids)) else None


@bp.route("", methods=["GET"])
@token_required
def list_projects():
    query = Project.query.filter_by(account_id=g.account.id)
    if request.args.get("archived", "0") not in ("1", "true"):
        query = query.filter_by(archived=False)
    sort = request.args.get("sort", "id")
    if sort not in ("id", "name", "created_at"):
        return jsonify({"error": "cannot sort by %s" % sort}), 400
    return paginate(query.order_by(getattr(Project, sort), Project.id), key="projects")


@bp.route("", methods=["POST"])
@token_required
@role_required("member")
def create_project():
    data = request.get_json()
    name = (data.get("name") or "").strip()
    if not name:
        return jsonify({"error": "name is required"}), 400
    slug = data.get("slug") or slugify(name)
    if Project.query.filter_by(slug=slug).count() > 0:
        return jsonify({"error": "slug is taken"}), 409
    project = Project(account=g.account, name=name, slug=slug, website=data.get("website"))
    project.timezone = data.get("timezone", "UTC")
    project.members.append(g.user)
    db.session.add(project)
    audit.record("project.created", slug)
    db.session.commit()
    return jsonify(project.to_dict()), 201, {"Location": "/api/v1/projects/" + slug}


@bp.route("/<slug>", methods=["GET"])
@token_required
def show_project(slug):
    project = get_project(slug)
    members = [{"id": user.id, "name": user.name} for user in project.members]
    answer = dict(project.to_dict(), members=sorted(members, key=lambda m: m["id"]))
    if request.args.get("count") == "1":
        answer["events"] = Event.query.filter_by(project_id=project.id).count()
    return jsonify(answer)


@bp.route("/<slug>", methods=["PUT"])
@token_required
@role_required("member")
def update_project(slug):
    project = get_project(slug)
    data = request.get_json()
    if not data.get("name"):
        return jsonify({"error": "name is required"}), 400
    if "members" in data:
        members = find_members(data["members"])
        if members is None:
            return jsonify({"error": "members must be users of the account"}), 400
        project.members = members
    project.name = data["name"]
    project.website = data.get("website")
    project.timezone = data.get("timezone", "UTC")
    project.archived = bool(data.get("archived", False))
    audit.record("project.updated", slug)
    db.session.commit()
    return jsonify(project.to_dict())


@bp.route("/<slug>", methods=["DELETE"])
@token_required
@role_required("admin")
def delete_project(slug):
    """Delete a project with all its events. Only archived ones, it has gone wrong before."""
    project = get_project(slug)
    if not project.archived:
        return jsonify({"error": "archive the project first"}), 409
    deleted = Event.query.filter_by(project_id=project.id).delete()
    db.session.delete(project)
    audit.record("project.deleted", slug, events=deleted)
    db.session.commit()
    cache.invalidate_project(project.id)
    return jsonify({"deleted": slug, "events": deleted})
