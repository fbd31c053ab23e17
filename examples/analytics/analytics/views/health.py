from flask import Blueprint, current_app, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from ..extensions import cache, db

bp = Blueprint("health", __name__)


@bp.route("/health")
def health():
    """For the load balancer: 503 takes this instance out."""
    checks = {"database": "ok", "cache": "ok"}
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        checks["database"] = "down"
    try:
        cache.ping()
    except Exception:
        checks["cache"] = "down"
    healthy = all(value == "ok" for value in checks.values())
    status = "ok" if healthy else "degraded"
    answer = jsonify(status=status, version=current_app.config["VERSION"], checks=checks)
    return answer, 200 if healthy else 503
