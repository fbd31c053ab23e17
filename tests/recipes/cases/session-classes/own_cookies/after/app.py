from datetime import UTC, datetime

from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from compat.application import Application
from compat.context import current_app, g
from compat.requests import Request
from compat.session import flash, get_flashed_messages
from compat.session_interface import SecureCookieSessionInterface, SessionMiddleware
from compat.values import Json


class Sessions(SecureCookieSessionInterface):
    """No cookie for those who sign in by a header, and none that outlives the year 2033."""

    salt = "own-salt"

    def get_cookie_name(self, app):
        return "__Host-" + super().get_cookie_name(app)

    def get_expiration_time(self, app, session):
        if not session.permanent:
            return None
        return datetime(2033, 1, 2, 3, 4, 5, tzinfo=UTC)

    def open_session(self, app, request):
        if request.headers.get("X-Token") and request.args.get("session") == "none":
            return None
        opened = super().open_session(app, request)
        if opened is not None and "visits" in opened:
            opened["visits"] += 1
        return opened

    def save_session(self, app, session, response):
        response.headers["X-Session"] = f"{len(session)} of {app.config['LARGEST']}"
        if g.get("by_token"):
            return None
        return super().save_session(app, session, response)


app = Application(__name__)
app.add_middleware(SessionMiddleware)
app.secret_key = "own cookies"
app.config.update(LARGEST=9, SESSION_COOKIE_SAMESITE="Lax")
app.session_interface = Sessions()


@app.before_request
def by_token(request: Request):
    g.by_token = request.headers.get("X-Token") == "t"


@app.after_request
def stamp(request: Request, response):
    response.headers["X-Visits"] = str(request.session.get("visits", 0))
    return response


@app.post("/visit")
def visit(request: Request, permanent: str | None = None):
    request.session["visits"] = 1
    request.session.permanent = permanent == "1"
    flash(request, "welcome")
    return dict(request.session)


class IndexAnswer(BaseModel):
    visits: Json
    flashed: Json


@app.get("/", response_model=IndexAnswer)
def index(request: Request):
    return {"visits": request.session.get("visits"), "flashed": get_flashed_messages()}


@app.post("/leave")
def leave(request: Request):
    request.session.clear()
    return HTMLResponse("", 204)


@app.get("/fail")
def fail(request: Request):
    request.session["failed"] = True
    raise KeyError(current_app.name)
