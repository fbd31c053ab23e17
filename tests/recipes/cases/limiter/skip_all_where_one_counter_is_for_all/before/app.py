"""One limit is for all routes together, and one of them stays on Flask: so do the others."""

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

app = Flask(__name__)

@app.after_request
def without_times(response):
    response.headers.pop("X-RateLimit-Reset", None)
    response.headers.pop("Retry-After", None)
    return response


limiter = Limiter(
    get_remote_address,
    app=app,
    application_limits=["3/day"],
    headers_enabled=True,
    storage_uri="memory://",
)


@app.route("/kept")
def kept():
    return str(request.environ["wsgi.multithread"])


@app.route("/")
def index():
    return "index"


@app.route("/free")
@limiter.exempt
def free():
    return "free"
