from flask import Flask, jsonify, request

from cookbook import RECIPES, cook

app = Flask(__name__)


@app.after_request
def conditional(response):
    """Give every successful answer to a GET a tag of its bytes, and answer 304 if it is known."""
    if request.method == "GET" and response.status_code == 200 and not response.direct_passthrough:
        response.add_etag()
        response.make_conditional(request)
    return response


@app.route("/recipes")
def index():
    return jsonify(sorted(RECIPES))


@app.route("/recipes/<name>")
def show(name):
    if name not in RECIPES:
        return jsonify(error=f"no recipe for {name}"), 404
    response = jsonify(name=name, steps=RECIPES[name])
    if "weak" in request.args:
        response.set_etag(name, weak=True)
    response.headers["X-Tag"] = str(response.get_etag()[0])
    return response


@app.route("/recipes/<name>/cook", methods=["POST"])
def start(name):
    return cook(name, request.get_json(silent=True))
