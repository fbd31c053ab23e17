import os

from flask import Flask, session
from flask.sessions import SecureCookieSessionInterface, session_json_serializer


class Sessions(SecureCookieSessionInterface):
    serializer = session_json_serializer


app = Flask(__name__)
app.secret_key = "odd"
app.session_interface = Sessions()


@app.get("/")
def index():
    session["visits"] = session.get("visits", 0) + 1
    return {"visits": session["visits"], "home": "HOME" in os.environ}
