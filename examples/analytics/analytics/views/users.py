from flask import Blueprint, abort, current_app, g, jsonify, request
from sqlalchemy import or_

from .. import audit
from ..extensions import db
from ..models import ROLES, User
from ..pagination import paginate
from ..security import is_staff, role_required, token_required

bp = Blueprint("users", __name__)


def get_user(user_id):
    user = db.session.get(User, user_id)
    if user is None or (user.account_id != g.account.id and not is_staff()):
        abort(404)
    return user


@bp.route("", methods=["GET"])
@token_required
def list_users():
    query = User.query.filter_by(account_id=g.account.id).order_by(User.id)
    role = request.args.get("role")
    if role:
        if role not in ROLES:
            return jsonify({"error": "unknown role"}), 400
        query = query.filter_by(role=role)
    q = request.args.get("q")
    if q:
        like = "%" + q + "%"
        query = query.filter(or_(User.name.ilike(like), User.email.ilike(like)))
    return paginate(query, key="users")


@bp.route("", methods=["POST"])
@token_required
@role_required("admin")
def create_user():
    data = request.get_json(force=True)
    errors = {}
    for field in ("email", "name", "password"):
        if not data.get(field):
            errors[field] = "required"
    if data.get("email") and "@" not in data["email"]:
        errors["email"] = "not an e-mail address"
    if data.get("password") and len(data["password"]) < 8:
        errors["password"] = "at least 8 characters"
    role = data.get("role", "member")
    if role not in ROLES or ROLES.index(role) > g.user.rank:
        errors["role"] = "not allowed"
    if errors:
        return jsonify({"error": "invalid", "fields": errors}), 400
    if User.query.filter_by(account_id=g.account.id, is_active=True).count() >= g.account.seats:
        return jsonify({"error": "no seats left"}), 402
    email = data["email"].strip().lower()
    if User.query.filter_by(email=email).first():
        return jsonify({"error": "email is taken"}), 409
    user = User(email=email, name=data["name"], role=role, account=g.account)
    user.set_password(data["password"], current_app.config["PASSWORD_METHOD"])
    db.session.add(user)
    db.session.flush()
    audit.record("user.created", user.email, role=role)
    db.session.commit()
    return jsonify(user.to_dict()), 201


@bp.route("/<int:user_id>", methods=["GET"])
@token_required
def show_user(user_id):
    user = get_user(user_id)
    tokens = user.tokens.filter_by(revoked=False).count()
    return jsonify(dict(user.to_dict(), tokens=tokens, projects=[p.slug for p in user.projects]))


@bp.route("/<int:user_id>", methods=["PATCH"])
@token_required
def update_user(user_id):
    user = get_user(user_id)
    data = request.get_json(silent=True) or {}
    if user.id != g.user.id and g.user.rank < ROLES.index("admin"):
        return jsonify({"error": "you may only change yourself"}), 403
    if not data:
        return jsonify({"error": "nothing to change"}), 400
    if "name" in data:
        if not data["name"]:
            return jsonify({"error": "name must not be empty"}), 400
        user.name = data["name"]
    if "role" in data:
        if data["role"] not in ROLES:
            return jsonify({"error": "unknown role"}), 400
        if g.user.rank < max(ROLES.index("admin"), ROLES.index(data["role"])):
            return jsonify({"error": "not allowed"}), 403
        user.role = data["role"]
    if "password" in data:
        if len(data["password"]) < 8:
            return jsonify({"error": "password must have at least 8 characters"}), 400
        user.set_password(data["password"], current_app.config["PASSWORD_METHOD"])
    audit.record("user.updated", user.email, fields=sorted(data))
    db.session.commit()
    return jsonify(user.to_dict())


@bp.route("/<int:user_id>", methods=["DELETE"])
@token_required
@role_required("admin")
def delete_user(user_id):
    """Users are kept for the audit log; they lose their tokens and cannot log in any more."""
    user = get_user(user_id)
    if user.id == g.user.id:
        return jsonify({"error": "you cannot delete yourself"}), 400
    user.is_active = False
    user.tokens.update({"revoked": True})
    audit.record("user.deleted", user.email)
    db.session.commit()
    return "", 204
