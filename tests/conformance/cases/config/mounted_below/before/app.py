from flask import Flask, jsonify, make_response, request, session, url_for

from middleware import Below, Timing

app = Flask(__name__)
app.config.update(SECRET_KEY="tools", APPLICATION_ROOT="/tools", MOUNT="/tools")
app.wsgi_app = Timing(Below(app.wsgi_app, app.config["MOUNT"]), header="X-Handled-By")


@app.route("/")
def index():
    return jsonify(
        me=url_for("index"), convert=url_for("convert", unit="inch"), root=request.script_root
    )


@app.route("/convert/<unit>")
def convert(unit):
    factors = {"inch": 2.54, "foot": 30.48}
    if unit not in factors:
        return jsonify(error=f"unknown unit {unit}", path=request.path), 404
    value = request.args.get("value", 1.0, type=float)
    session["last"] = unit
    return jsonify(cm=round(value * factors[unit], 2), url=request.base_url)


@app.route("/last")
def last():
    response = make_response(session.get("last", "nothing"))
    response.set_cookie("seen", "yes", path=app.config["MOUNT"])
    return response
