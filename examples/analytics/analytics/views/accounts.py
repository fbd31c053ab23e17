import re

from flask import Blueprint, abort, g, jsonify, request

from .. import audit
from ..extensions import cache, db
from ..models import PLANS, Account, User, utcnow
from ..pagination import paginate
from ..security import is_staff, role_required, token_required
from ..services import companies

bp = Blueprint("accounts", __name__)

DOMAIN = re.compile(r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")


def slugify(name):
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60]


def get_account(id):
    """An account that the user may see: the own one, or any for staff."""
    if id != g.account.id and not is_staff():
        abort(404)
    return Account.query.get_or_404(id)


@bp.route("", methods=["GET"])
@token_required
def list_accounts():
    query = Account.query.order_by(Account.id)
    if not is_staff():
        query = query.filter_by(id=g.account.id)
    if "plan" in request.args:
        query = query.filter_by(plan=request.args["plan"])
    return paginate(query, key="accounts")


@bp.route("", methods=["POST"])
@token_required
@role_required("staff")
def create_account():
    data = request.get_json()
    if not isinstance(data, dict) or not data.get("name"):
        return jsonify({"error": "name is required"}), 400
    plan = data.get("plan", "free")
    if plan not in PLANS:
        return jsonify({"error": "plan must be one of %s" % ", ".join(PLANS)}), 400
    domain = data.get("domain")
    if domain is not None and not DOMAIN.match(str(domain)):
        return jsonify({"error": "domain is not valid"}), 400
    slug = data.get("slug") or slugify(data["name"])
    if Account.query.filter_by(slug=slug).count():
        return jsonify({"error": "slug is taken"}), 409
    account = Account(name=data["name"], slug=slug, domain=domain, plan=plan)
    db.session.add(account)
    db.session.flush()
    audit.record("account.created", account.slug, plan=plan)
    db.session.commit()
    return jsonify(account.to_dict()), 201, {"Location": "/api/v1/accounts/%d" % account.id}


@bp.route("/<int:id>", methods=["GET"])
@token_required
def show_account(id):
    account = get_account(id)
    answer = account.to_dict()
    answer["projects"] = [p.slug for p in account.projects if not p.archived]
    answer["users"] = len(account.users)
    return jsonify(answer)


@bp.route("/<int:id>", methods=["PATCH"])
@token_required
@role_required("admin")
def update_account(id):
    account = get_account(id)
    data = request.get_json()
    if not isinstance(data, dict):
        return jsonify({"error": "an object is expected"}), 400
    unknown = set(data) - {"name", "domain", "plan", "seats", "settings", "is_active"}
    if unknown:
        return jsonify({"error": "unknown fields: %s" % ", ".join(sorted(unknown))}), 400
    if ("plan" in data or "is_active" in data) and not is_staff():
        return jsonify({"error": "only staff may change this"}), 403
    if "plan" in data and data["plan"] not in PLANS:
        return jsonify({"error": "plan must be one of %s" % ", ".join(PLANS)}), 400
    if "seats" in data:
        seats = data["seats"]
        if not isinstance(seats, int) or seats < len(account.users):
            return jsonify({"error": "seats must be a number, not below the users"}), 400
    if "settings" in data:
        if not isinstance(data["settings"], dict):
            return jsonify({"error": "settings must be an object"}), 400
        data["settings"] = dict(account.settings, **data["settings"])
    for key, value in data.items():
        setattr(account, key, value)
    audit.record("account.updated", account.slug, fields=sorted(data))
    db.session.commit()
    return jsonify(account.to_dict())


@bp.route("/<int:id>/company", methods=["GET"])
@token_required
def company(id):
    account = get_account(id)
    return jsonify(companies.describe(account))


@bp.route("/<int:id>/usage", methods=["GET"])
@token_required
def usage(id):
    account = get_account(id)
    today = utcnow().strftime("%Y-%m-%d")
    return jsonify(
        account=account.slug,
        plan=account.plan,
        seats=account.seats,
        seats_used=User.query.filter_by(account_id=account.id, is_active=True).count(),
        requests_today=cache.counter(cache.key("usage", account.id, today)),
    )
