import secrets

from flask import Blueprint, g, jsonify, request

from .. import audit
from ..errors import Conflict, NotFound
from ..extensions import db
from ..models import Webhook, WebhookDelivery
from ..pagination import paginate
from ..schemas import DeliverySchema, WebhookSchema
from ..security import role_required, token_required

bp = Blueprint("webhooks", __name__)

webhook_schema = WebhookSchema()


def find_webhook(webhook_id):
    webhook = g.account.webhooks.filter_by(id=webhook_id).first()
    if webhook is None:
        raise NotFound("There is no webhook %d." % webhook_id)
    return webhook


@bp.route("", methods=["GET"])
@token_required
@role_required("member")
def list_webhooks():
    webhooks = g.account.webhooks.order_by(Webhook.id)
    return jsonify(webhooks=webhook_schema.dump(webhooks, many=True))


@bp.route("", methods=["POST"])
@token_required
@role_required("admin")
def create_webhook():
    data = webhook_schema.load(request.get_json())
    if g.account.webhooks.filter_by(url=data["url"], event=data["event"]).count():
        raise Conflict("This webhook exists.", event=data["event"])
    secret = data.pop("secret", None) or secrets.token_hex(16)
    webhook = Webhook(account=g.account, secret=secret, **data)
    db.session.add(webhook)
    audit.record("webhook.created", webhook.url, event=webhook.event)
    db.session.commit()
    # the only time that the secret is shown
    return dict(webhook_schema.dump(webhook), secret=secret), 201


@bp.route("/<int:webhook_id>", methods=["DELETE"])
@token_required
@role_required("admin")
def delete_webhook(webhook_id):
    webhook = find_webhook(webhook_id)
    db.session.delete(webhook)
    audit.record("webhook.deleted", webhook.url)
    db.session.commit()
    return "", 204


@bp.route("/<int:webhook_id>/deliveries", methods=["GET"])
@token_required
@role_required("member")
def list_deliveries(webhook_id):
    deliveries = find_webhook(webhook_id).deliveries.order_by(WebhookDelivery.id.desc())
    return paginate(deliveries, DeliverySchema(many=True).dump)
