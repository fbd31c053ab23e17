"""Limits that settings give, with tests that switch them off."""

from compat.application import Application
from compat.context import request as context_request
from compat.limiter import Limiter, get_remote_address
from compat.requests import Request
from compat.session import SessionMiddleware


class Config:
    SECRET_KEY = "not so secret"
    RATELIMIT_DEFAULT = "3/day"
    RATELIMIT_DEFAULTS_PER_METHOD = True
    RATELIMIT_HEADERS_ENABLED = True
    RATELIMIT_STORAGE_URI = "memory://"
    RATELIMIT_STRATEGY = "moving-window"
    RATELIMIT_HEADER_RETRY_AFTER_VALUE = "http-date"


app = Application(__name__)
app.add_middleware(SessionMiddleware)
app.config.from_object(Config)


@app.after_request
def without_times(response):
    response.headers.pop("X-RateLimit-Reset", None)
    wait = response.headers.pop("Retry-After", None)
    response.headers["X-Wait"] = "GMT" if wait and wait.endswith("GMT") else "no date"
    return response


limiter = Limiter(get_remote_address)
limiter.init_app(app)


@app.api_route("/", methods=["GET", "POST"])
def index(request: Request):
    request.session["visits"] = request.session.get("visits", 0) + 1
    return f"visit {request.session['visits']}"


@app.get("/free")
def free():
    return "free"


limiter.exempt(free)


@app.get("/later")
@limiter.limit(lambda: "1/day" if context_request.session.get("visits") else "2/day")
def later():
    return "later", {"Retry-After": "172800"}
