"""Functions that both views and limits call."""

from __future__ import annotations

import ext
from compat.application import Application
from compat.context import g, request
from compat.limiter import Limiter, RequestLimit, get_remote_address
from compat.requests import Request
from compat.responses import JSONResponse
from compat.session import SessionMiddleware


def user_key() -> str:
    return request.headers.get("X-User", "") or get_remote_address()


def is_free() -> bool:
    return request.args.get("free") == "1"


def how_often() -> str:
    return "1/day" if request.session.get("poor") else "2/day"


def breached(limit: RequestLimit):
    g.breached = str(limit.limit)
    answer = JSONResponse({"breached": limit.key, "user": user_key()})
    answer.status_code = 418
    return answer


def create_app():
    app = Application(__name__)
    app.add_middleware(SessionMiddleware)
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

    @app.get("/who")
    def who():
        return user_key() + str(is_free())

    @app.get("/poor")
    @limiter.exempt
    def poor(request: Request):
        request.session["poor"] = True
        return how_often()

    @app.get("/own")
    @limiter.limit(how_often, key_func=user_key, exempt_when=is_free)
    def own():
        return how_often() + str(limiter.current_limit and limiter.current_limit.remaining)

    @app.get("/own/{n:int}")
    @limiter.limit(lambda: f"{request.view_args['n']}/day", key_func=lambda: user_key() + "!")
    def numbered(n: int):
        return str(n)

    @app.get("/ext")
    @ext.limiter.limit("1/day", key_func=lambda: user_key())
    def external():
        return user_key()

    @app.after_request
    def told(response):
        response.headers["X-Breached"] = g.get("breached", "no")
        return response

    ext.limiter.init_app(app)
    return app
