from flask import Blueprint, g, request

from .. import audit
from ..extensions import cache, db
from ..models import AuditLog
from ..pagination import paginate
from ..schemas import AuditSchema, FlushSchema
from ..security import is_staff, role_required, token_required

bp = Blueprint("admin", __name__)


@bp.route("/audit-log")
@token_required
@role_required("admin")
def audit_log():
    query = AuditLog.query
    if not is_staff():
        query = query.filter_by(account_id=g.account.id)
    if request.args.get("action"):
        query = query.filter(AuditLog.action.startswith(request.args["action"]))
    if request.args.get("user_id", type=int):
        query = query.filter_by(user_id=request.args.get("user_id", type=int))
    return paginate(query.order_by(AuditLog.id.desc()), AuditSchema(many=True).dump)


@bp.route("/cache/flush", methods=["POST"])
@token_required
@role_required("staff")
def flush_cache():
    data = FlushSchema().load(request.get_json(silent=True) or {})
    removed = cache.delete_prefix(data["prefix"])
    audit.record("cache.flushed", data["prefix"])
    db.session.commit()
    return {"prefix": data["prefix"], "removed": removed}
