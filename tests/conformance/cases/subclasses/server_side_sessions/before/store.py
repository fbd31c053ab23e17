"""Sessions that stay on the server; the browser has their number only."""

from itertools import count

from flask.sessions import SessionInterface, SessionMixin
from werkzeug.datastructures import CallbackDict


class MemorySession(CallbackDict, SessionMixin):
    def __init__(self, initial=None, sid=None, new=False):
        def on_update(this):
            this.modified = True

        CallbackDict.__init__(self, initial, on_update)
        self.sid = sid
        self.new = new
        self.modified = False


class MemorySessions(SessionInterface):
    session_class = MemorySession

    def __init__(self):
        self.kept = {}
        self.numbers = count(1)

    def open_session(self, app, request):
        sid = request.cookies.get(self.get_cookie_name(app))
        if sid in self.kept:
            return self.session_class(self.kept[sid], sid=sid)
        return self.session_class(sid=f"s{next(self.numbers)}", new=True)

    def save_session(self, app, session, response):
        name, path = self.get_cookie_name(app), self.get_cookie_path(app)
        if not session:
            if session.modified:
                self.kept.pop(session.sid, None)
                response.delete_cookie(name, path=path)
            return
        self.kept[session.sid] = dict(session)
        response.set_cookie(name, session.sid, path=path, httponly=True, samesite="Lax")
