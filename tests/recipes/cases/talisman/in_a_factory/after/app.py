from fastapi import HTTPException
from pydantic import BaseModel

from compat.application import Application
from compat.requests import Request
from compat.session import SessionMiddleware
from compat.talisman import DENY, Talisman

talisman = Talisman()


class IndexAnswer(BaseModel):
    ok: bool


def create_app():
    app = Application(__name__)
    app.add_middleware(SessionMiddleware)
    app.secret_key = "dev"
    talisman.init_app(
        app,
        # The proxy does so.
        force_https=False,
        session_cookie_secure=False,
        frame_options=DENY,
        content_security_policy={
            "default-src": ["'self'"],
            "script-src": ["'self'", "'unsafe-inline'"],
            "object-src": "'none'",
        },
    )

    @app.get("/", response_model=IndexAnswer)
    def index():
        return {"ok": True}

    @app.get("/signed")
    def signed(request: Request):
        request.session["user"] = 1
        return "in"

    @app.get("/gone")
    def gone():
        raise HTTPException(410)

    @app.get("/broken")
    def broken():
        raise LookupError("nothing there")

    return app
