from flask import Flask, Response, g, jsonify, request

app = Flask(__name__)


@app.before_request
def check():
    g.order = ["first"]
    if request.headers.get("X-Stop"):
        return jsonify(stopped=True), 403


@app.before_request
def second():
    g.order.append("second")


@app.after_request
def stamp(response):
    response.headers["X-Order"] = ",".join(g.get("order", []))
    return response


@app.after_request
def replace(response):
    if "replace" in request.args:
        return Response("replaced", 299, {"X-Was": str(response.status_code)})
    return response


@app.route("/")
def index():
    return "index"


@app.route("/crash")
def crash():
    raise ValueError("crash")
