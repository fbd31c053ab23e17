from flask import Flask, g, jsonify, request

from requests_in import ShopRequest
from tenants import Unknown, shop_of

app = Flask(__name__)
app.request_class = ShopRequest
app.config["DEFAULT_VERSION"] = 1


@app.before_request
def find_shop():
    g.shop = shop_of(request.tenant) if request.tenant else None


@app.errorhandler(Unknown)
def unknown(error):
    return jsonify(error="unknown tenant", tenant=str(error)), 404


@app.route("/shop")
def shop():
    return jsonify(shop=g.shop, version=request.api_version, mobile=request.is_mobile)


@app.route("/orders", methods=["POST"])
def order():
    data = request.get_json()
    return jsonify(got=data, page=request.page), 201


@app.route("/filters")
def filters():
    return jsonify(args=request.args, page=request.page)
