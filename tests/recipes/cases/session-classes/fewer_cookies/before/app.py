from flask import Flask, session
from flask.sessions import SecureCookieSessionInterface


class Quiet(SecureCookieSessionInterface):
    def should_set_cookie(self, app, session):
        return session.modified


app = Flask(__name__)
app.secret_key = "secret"
app.session_interface = Quiet()


@app.route("/")
def index():
    session["n"] = session.get("n", 0) + 1
    return {"n": session["n"]}
