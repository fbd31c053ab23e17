"""Functions that both views and limits call."""

from __future__ import annotations

from flask import Flask, g, jsonify, request, session
from flask_limiter import Limiter, RequestLimit
from flask_limiter.util import get_remote_address

import ext


def user_key() -> str:
    return request.headers.get("X-User", "") or get_remote_address()


def is_free() -> bool:
    return request.args.get("free") == "1"


def how_often() -> str:
    return "1/day" if session.get("poor") else "2/day"


def breached(limit: RequestLimit):
    g.breached = str(limit.limit)
    answer = jsonify(breached=limit.key, user=user_key())
    answer.status_code = 418
    return answer


def create_app():
    app = Flask(__name__)
    app.secret_key = "s"
    limiter: Limiter = Limiter(
        lambda: user_key(),
        app=app,
        default_limits=[lambda: how_often(), "9/month"],
        default_limits_exempt_when=lambda: is_free(),
        default_limits_deduct_when=lambda response: response.status_code != 503,
        storage_uri="memory://",
        on_breach=breached,
    )

    @app.route("/who")
    def who():
        return user_key() + str(is_free())

    @app.route("/poor")
    @limiter.exempt
    def poor():
        session["poor"] = True
        return how_often()

    @app.route("/own")
    @limiter.limit(how_often, key_func=user_key, exempt_when=is_free)
    def own():
        return how_often() + str(limiter.current_limit and limiter.current_limit.remaining)

    @app.route("/own/<int:n>")
    @limiter.limit(lambda: f"{request.view_args['n']}/day", key_func=lambda: user_key() + "!")
    def numbered(n):
        return str(n)

    @app.route("/ext")
    @ext.limiter.limit("1/day", key_func=lambda: user_key())
    def external():
        return user_key()

    @app.after_request
    def told(response):
        response.headers["X-Breached"] = g.get("breached", "no")
        return response

    ext.limiter.init_app(app)
    return app
