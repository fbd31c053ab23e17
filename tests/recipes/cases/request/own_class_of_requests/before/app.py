from flask import Flask, Request, g, jsonify, render_template_string, request, session
from werkzeug.utils import cached_property


class ShopRequest(Request):
    """Requests know their shop, their version of the API and their page."""

    default_version = 1

    @property
    def tenant(self):
        return self.headers.get("X-Tenant") or self.args.get("tenant")

    @cached_property
    def api_version(self):
        accept = self.headers.get("Accept", "")
        self.asked = getattr(self, "asked", 0) + 1
        if "; version=" in accept:
            return int(accept.rsplit("=", 1)[1])
        return self.default_version

    @property
    def page_number(self):
        return max(self.args.get("page", 1, type=int), 1)

    def wanted(self, name, default=None):
        if self.is_json:
            return self.json.get(name, default)
        return self.form.get(name, default)

    def visits(self):
        session["visits"] = session.get("visits", 0) + 1
        return session["visits"], g.get("shop")


class Shop(Flask):
    request_class = ShopRequest


app = Shop(__name__)
app.secret_key = "shop"


def describe(asked):
    return {"tenant": asked.tenant, "page": asked.page_number, "url": asked.url}


@app.before_request
def find_shop():
    g.shop = f"shop {request.tenant}" if request.tenant else None


@app.route("/shop")
def shop():
    first = request.api_version
    return jsonify(shop=g.shop, version=first, again=request.api_version, asked=request.asked)


@app.route("/orders", methods=["POST"])
def order():
    return jsonify(item=request.wanted("item"), count=request.wanted("count", 1)), 201


@app.route("/describe")
def described():
    return jsonify(describe(request))


@app.route("/visits")
def visits():
    return jsonify(request.visits())


@app.route("/text")
def text():
    return render_template_string("{{ request.tenant }} {{ request.page_number }}")


@app.route("/named")
def named():
    return jsonify(getattr(request, "tenant", "none"), hasattr(request, "tenant"))


@app.errorhandler(404)
def missing(error):
    return jsonify(error="nothing here", tenant=request.tenant), 404
