from datetime import UTC, datetime

from flask import Flask, current_app, flash, g, get_flashed_messages, jsonify, request, session
from flask.sessions import SecureCookieSessionInterface


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


app = Flask(__name__)
app.secret_key = "own cookies"
app.config.update(LARGEST=9, SESSION_COOKIE_SAMESITE="Lax")
app.session_interface = Sessions()


@app.before_request
def by_token():
    g.by_token = request.headers.get("X-Token") == "t"


@app.after_request
def stamp(response):
    response.headers["X-Visits"] = str(session.get("visits", 0))
    return response


@app.post("/visit")
def visit():
    session["visits"] = 1
    session.permanent = request.args.get("permanent") == "1"
    flash("welcome")
    return jsonify(dict(session))


@app.get("/")
def index():
    return jsonify(visits=session.get("visits"), flashed=get_flashed_messages())


@app.post("/leave")
def leave():
    session.clear()
    return "", 204


@app.get("/fail")
def fail():
    session["failed"] = True
    raise KeyError(current_app.name)
