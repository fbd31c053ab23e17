"""A turnstile that counts who passes: default limits, by ticket, told in headers."""

from flask import Flask, g, jsonify, request
from flask_limiter import RateLimitExceeded

from turnstile.gates import gates
from turnstile.limits import limiter, ticket


def create_app():
    app = Flask(__name__)
    app.config.from_mapping(
        RATELIMIT_DEFAULT="4 per day; 50 per month",
        RATELIMIT_DEFAULTS_PER_METHOD=False,
        RATELIMIT_HEADERS_ENABLED=True,
        RATELIMIT_HEADER_LIMIT="X-Passes",
        RATELIMIT_STORAGE_URI="memory://",
    )

    @app.before_request
    def read_ticket():
        g.ticket = ticket()
        if g.ticket == "forged":
            return jsonify(error="a forged ticket"), 403

    @app.after_request
    def without_times(response):
        for name in ("X-RateLimit-Reset", "Retry-After"):
            response.headers.pop(name, None)
        response.headers["X-Ticket"] = g.ticket
        return response

    limiter.init_app(app)

    @app.before_request
    def closed_for_lunch():
        if request.args.get("hour") == "12":
            return "closed for lunch\n", 503

    app.register_blueprint(gates, url_prefix="/gates")

    @app.route("/")
    @limiter.exempt
    def board():
        return {"gates": ["north", "south"]}

    @app.errorhandler(RateLimitExceeded)
    def too_many(error):
        return jsonify(error=error.name, passes=error.description, ticket=g.ticket), error.code

    @app.errorhandler(404)
    def no_gate(error):
        return jsonify(error=error.name), 404

    return app
