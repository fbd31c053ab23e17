"""Invoices, for each tenant its own: the tenant stands in the address of the blueprint."""

from flask import Blueprint, Flask, abort, g, jsonify, request, url_for

TENANTS = {
    "acme": {"name": "Acme", "invoices": {1: 250, 2: 99}},
    "umbra": {"name": "Umbra", "invoices": {}},
}

billing = Blueprint("billing", __name__, url_prefix="/t/<tenant>")


@billing.url_value_preprocessor
def load_tenant(endpoint, values):
    g.tenant_id = values.pop("tenant")
    g.tenant = TENANTS.get(g.tenant_id)


@billing.url_defaults
def keep_tenant(endpoint, values):
    values.setdefault("tenant", g.tenant_id)


@billing.before_request
def require_tenant():
    if g.tenant is None:
        return jsonify(error=f"unknown tenant {g.tenant_id}"), 404
    return None


def invoice_link(number):
    return url_for("billing.invoice", number=number)


@billing.get("/invoices")
def invoices():
    links = [invoice_link(number) for number in g.tenant["invoices"]]
    return jsonify(tenant=g.tenant["name"], invoices=links)


@billing.post("/invoices")
def add_invoice():
    amount = request.get_json().get("amount")
    if not isinstance(amount, int) or amount <= 0:
        abort(422, "amount has to be a positive integer")
    number = len(g.tenant["invoices"]) + 1
    g.tenant["invoices"][number] = amount
    return jsonify(number=number), 201, {"Location": invoice_link(number)}


@billing.get("/invoices/<int:number>")
def invoice(number):
    amount = g.tenant["invoices"].get(number)
    if amount is None:
        abort(404)
    return jsonify(amount=amount, all=url_for(".invoices"), args=request.view_args)


def create_app():
    app = Flask(__name__)
    app.register_blueprint(billing)

    @app.errorhandler(422)
    def unprocessable(error):
        return jsonify(error=error.description, path=request.path), 422

    return app
