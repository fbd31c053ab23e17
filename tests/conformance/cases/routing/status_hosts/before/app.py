"""One process, two faces: the public page, and the API under its own subdomain."""

from flask import Blueprint, Flask, jsonify, request, url_for


def create_app():
    app = Flask(__name__, subdomain_matching=True, static_folder="assets", static_url_path="/a")
    app.config["SERVER_NAME"] = "status.test"
    app.register_blueprint(api)
    app.add_url_rule("/", "home", home)
    app.add_url_rule("/", "customer", customer, subdomain="<name>")
    return app


api = Blueprint("api", __name__, subdomain="api")

CHECKS = {"web": "up", "mail": "down"}


@api.route("/checks")
def checks():
    return jsonify(checks=CHECKS, home=url_for("home"))


@api.route("/checks/<name>", methods=["GET", "PUT"])
def check(name):
    if name not in CHECKS:
        return jsonify(error="no such check"), 404
    if request.method == "PUT":
        CHECKS[name] = request.get_json()["state"]
    return jsonify({name: CHECKS[name]})


def home():
    down = sorted(name for name, state in CHECKS.items() if state != "up")
    return f"<p>Down: {', '.join(down) or 'nothing'}</p><link href='{url_for('static', filename='s.css')}'>"


def customer(name):
    return jsonify(customer=name, api=url_for("api.checks"))
