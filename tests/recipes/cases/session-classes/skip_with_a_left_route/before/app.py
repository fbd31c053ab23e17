from flask import Flask, request, session
from flask.sessions import SessionInterface, SessionMixin


class Kept(dict, SessionMixin):
    pass


class Sessions(SessionInterface):
    def __init__(self):
        self.kept = {}

    def open_session(self, app, request):
        return self.kept.setdefault(request.cookies.get(self.get_cookie_name(app), "all"), Kept())

    def save_session(self, app, session, response):
        response.set_cookie(self.get_cookie_name(app), "all")


def create_app():
    app = Flask(__name__)
    app.session_interface = Sessions()

    @app.get("/count")
    def count():
        session["count"] = session.get("count", 0) + 1
        return {"count": session["count"]}

    @app.get("/left")
    def left():
        request.stream.exhaust()
        return {"count": session.get("count")}

    return app
