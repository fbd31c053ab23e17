from flask import Flask

import inbound
from security import require_signature


def create_app():
    app = Flask(__name__)
    app.config["AUTH_TOKEN"] = "12345"
    app.before_request(require_signature)
    app.add_url_rule("/sms", "sms", inbound.sms, methods=["POST"])
    app.add_url_rule("/sms/status", "status", inbound.status, methods=["POST", "GET"])
    return app
