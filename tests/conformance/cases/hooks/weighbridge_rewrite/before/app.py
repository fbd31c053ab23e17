from flask import Flask

from weigh.hooks import Envelope, stamps
from weigh.views import weigh


def create_app():
    app = Flask(__name__)
    app.config["UNIT"] = "kg"
    envelope = Envelope(app.name)
    app.before_request(envelope.open)
    app.after_request(envelope.wrap)
    for name, value in stamps():
        app.after_request(_stamp(name, value))
    app.register_blueprint(weigh)
    return app


def _stamp(name, value):
    def add(response):
        order = response.headers.get("X-Stamps", "")
        response.headers["X-Stamps"] = f"{order} {name}".strip()
        response.headers[name] = value
        return response

    return add
