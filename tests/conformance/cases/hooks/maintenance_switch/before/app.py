"""A switch for maintenance that answers everything, even what does not exist."""

from flask import Flask, Response, jsonify, make_response, request

app = Flask(__name__)

STATE = {"down": False, "reason": ""}
OPEN = ("/switch", "/health")


@app.before_request
def answer_options():
    if request.method == "OPTIONS":
        response = app.make_default_options_response()
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response
    return None


@app.before_request
def closed():
    if STATE["down"] and not request.path.startswith(OPEN):
        return Response(f"Closed: {STATE['reason']}\n", status=503, headers={"Retry-After": "120"})
    return None


@app.before_request
def only_json():
    if request.method in ("POST", "PUT") and not request.is_json:
        return {"error": "JSON only", "got": request.mimetype}, 415
    return None


@app.after_request
def replace(response):
    if response.status_code == 503 and request.accept_mimetypes.best == "application/json":
        return make_response(jsonify(closed=True, reason=STATE["reason"]), 503)
    return response


@app.route("/switch", methods=["PUT"])
def switch():
    data = request.get_json()
    STATE.update(down=bool(data["down"]), reason=data.get("reason", "no reason"))
    return jsonify(STATE)


@app.route("/health")
def health():
    return "down" if STATE["down"] else "up"


@app.route("/orders", methods=["GET", "POST"])
def orders():
    return jsonify(method=request.method, json=request.get_json(silent=True))
