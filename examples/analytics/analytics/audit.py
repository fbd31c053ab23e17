from flask import g, request

from .extensions import db
from .models import AuditLog


def record(action, target=None, **detail):
    """Add a line to the audit log; the caller commits it along with what it did."""
    user = g.get("user")
    account = g.get("account")
    entry = AuditLog(
        action=action,
        target=str(target) if target is not None else None,
        detail=detail,
        user_id=user.id if user else None,
        account_id=account.id if account else None,
        ip=request.remote_addr,
    )
    db.session.add(entry)
    return entry
