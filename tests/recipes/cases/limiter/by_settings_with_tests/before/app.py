"""Limits that settings give, with tests that switch them off."""

from flask import Flask, session
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address


class Config:
    SECRET_KEY = "not so secret"
    RATELIMIT_DEFAULT = "3/day"
    RATELIMIT_DEFAULTS_PER_METHOD = True
    RATELIMIT_HEADERS_ENABLED = True
    RATELIMIT_STORAGE_URI = "memory://"
    RATELIMIT_STRATEGY = "moving-window"
    RATELIMIT_HEADER_RETRY_AFTER_VALUE = "http-date"


app = Flask(__name__)
app.config.from_object(Config)


@app.after_request
def without_times(response):
    response.headers.pop("X-RateLimit-Reset", None)
    wait = response.headers.pop("Retry-After", None)
    response.headers["X-Wait"] = "GMT" if wait and wait.endswith("GMT") else "no date"
    return response


limiter = Limiter(get_remote_address)
limiter.init_app(app)


@app.route("/", methods=["GET", "POST"])
def index():
    session["visits"] = session.get("visits", 0) + 1
    return f"visit {session['visits']}"


@app.get("/free")
def free():
    return "free"


limiter.exempt(free)


@app.route("/later")
@limiter.limit(lambda: "1/day" if session.get("visits") else "2/day")
def later():
    return "later", {"Retry-After": "172800"}
